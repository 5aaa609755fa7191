package io.hubplane.conformance.application;

/** A failure with the name that clients expect in the text of an error. */
public final class InvalidOperationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message its text
     */
    public InvalidOperationException(String message) {
        super(message);
    }
}
