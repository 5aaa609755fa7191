package io.hubplane.transport;

/**
 * One framed message to clients, shared by all connections that receive it. Safe for any thread.
 */
public interface OutboundMessage {
    /**
     * The length of the message.
     *
     * @return the length in bytes
     */
    int length();

    /**
     * The message as bytes.
     *
     * @return the bytes; must not be changed
     */
    byte[] bytes();

    /**
     * The message as text. It is decoded only once. Only for messages of a text protocol.
     *
     * @return the text
     */
    String text();
}
