package io.hubplane.backplane;

/** The backplane could not carry or read something. */
public final class BackplaneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what failed
     */
    public BackplaneException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what failed
     * @param cause the carrier's exception
     */
    public BackplaneException(String message, Throwable cause) {
        super(message, cause);
    }
}
