package io.hubplane.transport;

/**
 * One framed message on its way out, shared by all connections that receive it. Safe for any thread.
 */
public interface OutboundMessage {
    /**
     * Its length.
     *
     * @return the length in bytes
     */
    int length();

    /**
     * The message as bytes.
     *
     * @return the bytes, not to be changed
     */
    byte[] bytes();

    /**
     * The message as text; decoded once however many connections ask. Only for messages of a text protocol.
     *
     * @return the text
     */
    String text();
}
