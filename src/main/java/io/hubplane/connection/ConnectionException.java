package io.hubplane.connection;

import java.io.IOException;

/** A connection ended irregularly, or there is none where one is needed. */
public final class ConnectionException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what happened
     */
    public ConnectionException(String message) {
        super(message);
    }

    private ConnectionException(String message, Throwable cause) {
        super(message, cause);
    }

    static ConnectionException unknown(String connectionId) {
        return new ConnectionException("Connection '" + connectionId + "' does not exist.");
    }

    static ConnectionException disconnected(String connectionId) {
        return new ConnectionException("Connection '" + connectionId + "' disconnected.");
    }

    static ConnectionException unreachable(String connectionId, Throwable cause) {
        return new ConnectionException(
                "Connection '" + connectionId + "' cannot be asked: " + cause.getMessage(), cause);
    }
}
