package io.hubplane.protocol;

/**
 * The other side broke the protocol; the connection cannot go on. The message is what the other side may be told when
 * detailed errors are on.
 */
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message which rule was broken
     */
    public ProtocolException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message which rule was broken
     * @param cause what the decoder said
     */
    public ProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
