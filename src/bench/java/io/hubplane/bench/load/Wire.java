package io.hubplane.bench.load;

import java.net.URI;
import java.util.List;

/** How a contestant is spoken to over a WebSocket. Stateless. */
public interface Wire {
    /** Stands for the name of the client's session in what a client sends. */
    String SESSION = "{session}";

    /**
     * Where the WebSocket is opened.
     *
     * @param node the address of the application on a node, with a slash at its end
     * @return the address, with scheme {@code http}
     */
    URI endpoint(URI node);

    /** What a client sends once the WebSocket is open. */
    List<String> greeting();

    /**
     * Whether a text from the server says that the client is connected.
     *
     * @param text the text
     * @return true from then on
     */
    boolean isWelcome(String text);

    /**
     * The name of the client's session, where clients have to tell it.
     *
     * @param text a text from the server
     * @return the name, or an empty string if the text does not tell
     */
    default String session(String text) {
        return "";
    }

    /**
     * What has to be answered to a text without a stamp, such as a ping.
     *
     * @param text the text
     * @return the answer, or an empty string for none
     */
    String answer(String text);

    /** What a client sends now and then to be taken for alive; empty if nothing. */
    String keepAlive();

    /** How many messages a client puts into one frame when it publishes as fast as it can. */
    default int atOnce() {
        return 1;
    }

    /**
     * Puts several messages into one.
     *
     * @param payloads their payloads, 1 to {@link #atOnce()}
     * @return what is published as one payload
     */
    default String bundle(List<String> payloads) {
        return payloads.get(0);
    }

    /**
     * Publishes to all clients.
     *
     * @param payload the payload
     * @return the frame's text
     */
    String toAll(String payload);

    /**
     * Joins a room.
     *
     * @param room its name
     * @return the frame's text
     */
    String join(String room);

    /**
     * Publishes to a room.
     *
     * @param room its name
     * @param payload the payload
     * @return the frame's text
     */
    String toRoom(String room, String payload);
}
