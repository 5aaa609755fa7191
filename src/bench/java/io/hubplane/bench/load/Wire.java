package io.hubplane.bench.load;

import java.net.URI;
import java.util.List;

/** The protocol that clients of a contestant use over a WebSocket. Stateless. */
public interface Wire {
    /**
     * The address of the WebSocket.
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
     * The answer to a text without a stamp, such as a ping.
     *
     * @param text the text
     * @return the answer, or an empty string for none
     */
    String answer(String text);

    /** What a client sends as keep-alive; empty if nothing. */
    String keepAlive();

    /** How many messages a client puts into one frame when it publishes as fast as it can. */
    default int atOnce() {
        return 1;
    }

    /**
     * Combines several messages into one payload.
     *
     * @param payloads their payloads, 1 to {@link #atOnce()}
     * @return the combined payload
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
     * @param call the number of the client's call, from 0
     * @param payload the argument
     * @return the frame's text; empty if the protocol has no such calls, as for all methods below
     */
    default String invoke(long call, String payload) {
        return "";
    }

    /**
     * Asks the server for the name by which others can reach this client; empty if the server sends it without being
     * asked, or never.
     */
    default String whoAmI() {
        return "";
    }

    /**
     * The name by which others can reach a client.
     *
     * @param text a text without a stamp that the client received
     * @return the name; empty if the text does not contain it
     */
    default String identity(String text) {
        return "";
    }

    /**
     * Adds the client's own name, in protocols where clients have to send it.
     *
     * @param text a text made by this wire
     * @param identity the client's name; empty if it is not known yet
     * @return the frame's text
     */
    default String completed(String text, String identity) {
        return text;
    }

    /**
     * Sends to one client.
     *
     * @param receiver the name of the client
     * @param payload the payload
     * @return the frame's text
     */
    default String direct(String receiver, String payload) {
        return "";
    }

    /**
     * Calls a method of the server that asks a client to return an argument, and returns what the client returned. The
     * client, whose wire gives {@link #answer}, must not take the argument for a message, so the stamp is hidden in the
     * question.
     *
     * @param call the number of the caller's call, from 0
     * @param asked the name of the client
     * @param payload the argument
     * @return the frame's text
     */
    default String ask(long call, String asked, String payload) {
        return "";
    }
}
