package io.hubplane.lifetime;

/** A client answered with an error, or with a result that does not fit the type it was asked for. */
public final class ClientErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message the client's text, or what does not fit
     */
    public ClientErrorException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what does not fit
     * @param cause what the decoder said
     */
    public ClientErrorException(String message, Throwable cause) {
        super(message, cause);
    }
}
