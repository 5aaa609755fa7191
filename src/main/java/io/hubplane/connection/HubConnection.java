package io.hubplane.connection;

import io.hubplane.protocol.HubMessage;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;

/** Stub, to be written: one client's connection. */
public final class HubConnection {
    private HubConnection() {}

    /**
     * The public id.
     *
     * @return the id
     */
    public String id() {
        throw new UnsupportedOperationException();
    }

    /**
     * The name of the transport.
     *
     * @return the name, for example {@code WebSockets}
     */
    public String transportName() {
        throw new UnsupportedOperationException();
    }

    /**
     * The user identifier.
     *
     * @return the identifier, or empty
     */
    public Optional<String> userIdentifier() {
        throw new UnsupportedOperationException();
    }

    /**
     * The principal.
     *
     * @return the principal, or empty
     */
    public Optional<Principal> principal() {
        throw new UnsupportedOperationException();
    }

    /**
     * A header of the opening request.
     *
     * @param name its name, ignoring case
     * @return its first value
     */
    public Optional<String> header(String name) {
        throw new UnsupportedOperationException();
    }

    /**
     * A query parameter of the opening request.
     *
     * @param name its name, ignoring case
     * @return its first value
     */
    public Optional<String> queryParameter(String name) {
        throw new UnsupportedOperationException();
    }

    /**
     * A cookie of the opening request.
     *
     * @param name its name
     * @return its value
     */
    public Optional<String> cookie(String name) {
        throw new UnsupportedOperationException();
    }

    /**
     * What the application keeps with the connection.
     *
     * @return the live map, safe for concurrent use
     */
    public Map<String, Object> items() {
        throw new UnsupportedOperationException();
    }

    /**
     * Whether messages are still taken.
     *
     * @return true between the handshake and the end
     */
    public boolean isOpen() {
        throw new UnsupportedOperationException();
    }

    /**
     * Queues a message for this connection alone and has it sent at once.
     *
     * @param message the message; dropped if the connection is not open
     * @throws IllegalArgumentException if a value it carries cannot be encoded
     */
    public void write(HubMessage message) {
        throw new UnsupportedOperationException();
    }

    /** Ends the connection on the application's wish: Close without leave to reconnect, then the carrier is closed. */
    public void abort() {
        throw new UnsupportedOperationException();
    }

    /**
     * Ends the connection because something failed.
     *
     * @param reason what failed; given to {@link HubMessageReceiver#disconnected}; its text goes to the client if
     *     detailed errors are on
     * @param allowReconnect whether the client may reconnect by itself
     */
    public void fail(Throwable reason, boolean allowReconnect) {
        throw new UnsupportedOperationException();
    }
}
