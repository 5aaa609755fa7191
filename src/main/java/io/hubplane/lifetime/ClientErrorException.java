package io.hubplane.lifetime;

/** A client answered with an error, or with a result that does not fit the requested type. */
public final class ClientErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message the client's error text, or what does not fit
     */
    public ClientErrorException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what does not fit
     * @param cause the exception of the decoder
     */
    public ClientErrorException(String message, Throwable cause) {
        super(message, cause);
    }
}
