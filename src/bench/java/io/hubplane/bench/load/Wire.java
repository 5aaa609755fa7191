package io.hubplane.bench.load;

import java.net.URI;
import java.util.List;

/** How a contestant is spoken to over a WebSocket. Stateless. */
public interface Wire {
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

    /**
     * Calls a method of the server that returns its argument.
     *
     * @param call which call of the client it is, from 0
     * @param payload the argument
     * @return the frame's text; empty if there are no such calls here, as for all that follows
     */
    default String invoke(long call, String payload) {
        return "";
    }

    /** Asks the server what others have to call this client by; empty if it is told without, or never. */
    default String whoAmI() {
        return "";
    }

    /**
     * What others have to call a client by.
     *
     * @param text a text without a stamp that the client received
     * @return the name; empty if the text does not tell
     */
    default String identity(String text) {
        return "";
    }

    /**
     * Adds what only the client itself knows, where clients have to tell what they are called by.
     *
     * @param text a text this wire made
     * @param identity what the client is called by; empty if it has not been told yet
     * @return the frame's text
     */
    default String completed(String text, String identity) {
        return text;
    }

    /**
     * Sends to one client.
     *
     * @param receiver what the client is called by
     * @param payload the payload
     * @return the frame's text
     */
    default String direct(String receiver, String payload) {
        return "";
    }

    /**
     * Calls a method of the server that asks a client to return an argument, and returns what the client did. The
     * client, whose wire gives {@link #answer}, is not to take the argument for a message: in the question the stamp
     * is hidden.
     *
     * @param call which call of the caller it is, from 0
     * @param asked what the client is called by
     * @param payload the argument
     * @return the frame's text
     */
    default String ask(long call, String asked, String payload) {
        return "";
    }
}
