package io.hubplane.connection;

/** A connection ended irregularly, or there is none where one is needed. */
public final class ConnectionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what happened
     */
    public ConnectionException(String message) {
        super(message);
    }

    static ConnectionException unknown(String connectionId) {
        return new ConnectionException("Connection '" + connectionId + "' does not exist.");
    }
}
