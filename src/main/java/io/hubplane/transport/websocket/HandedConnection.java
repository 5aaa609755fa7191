package io.hubplane.transport.websocket;

import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.Wire;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The data that the upgrade of a request passes to the endpoint of the new WebSocket, as a user property.
 *
 * <p>The property is a reference that the endpoint empties. Containers keep the properties with the request, longer
 * than the WebSocket lasts (Payara: until the request object is used for another WebSocket); without that they would
 * keep the connection, too.
 *
 * @param connection the connection that the WebSocket carries
 * @param wire the TCP connection of the WebSocket
 * @param subProtocol the chosen sub-protocol; empty if there is none
 */
record HandedConnection(TransportConnection connection, Wire wire, String subProtocol) {
    /** The name of the property. */
    static final String PROPERTY = TransportConnection.class.getName();

    void leaveIn(Map<String, Object> properties) {
        properties.put(PROPERTY, new AtomicReference<>(this));
    }

    /** The data that was left; null if there is none, or if it has been taken. */
    static @Nullable HandedConnection takeFrom(Map<String, Object> properties) {
        return properties.get(PROPERTY) instanceof AtomicReference<?> reference
                ? (HandedConnection) reference.getAndSet(null)
                : null;
    }
}
