package io.hubplane.connection.outbound;

import java.io.IOException;

/** A connection ended abnormally, or does not exist although it is needed. */
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

    /** No node has the connection. */
    public static ConnectionException unknown(String connectionId) {
        return new ConnectionException("Connection '" + connectionId + "' does not exist.");
    }

    /** The connection ended before it answered. */
    public static ConnectionException disconnected(String connectionId) {
        return new ConnectionException("Connection '" + connectionId + "' disconnected.");
    }

    /** A message for the connection could not be sent to its node. */
    public static ConnectionException unreachable(String connectionId, Throwable cause) {
        return new ConnectionException(
                "Connection '" + connectionId + "' cannot be asked: " + cause.getMessage(), cause);
    }
}
