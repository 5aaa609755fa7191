package io.hubplane.protocol;

/**
 * The other side broke the protocol; the connection cannot continue. When detailed errors are on, the other side may be
 * told the message.
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
     * @param cause the decoder's exception
     */
    public ProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
