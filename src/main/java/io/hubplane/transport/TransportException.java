package io.hubplane.transport;

/** A transport failed: the connection's bytes no longer arrive. */
public final class TransportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what failed
     */
    public TransportException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what failed
     * @param cause the container's exception
     */
    public TransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
