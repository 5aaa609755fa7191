package io.hubplane.hub;

/**
 * A failure whose text is meant for the calling client. The text of any other exception stays on the server unless
 * detailed errors are switched on.
 */
public class HubException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception with a text for the client.
     *
     * @param message the text
     */
    public HubException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a text for the client and a cause that stays on the server.
     *
     * @param message the text
     * @param cause the cause
     */
    public HubException(String message, Throwable cause) {
        super(message, cause);
    }
}
