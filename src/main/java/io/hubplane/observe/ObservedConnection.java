package io.hubplane.observe;

import java.util.Optional;

/**
 * A connection, as observers see it. All events of a connection pass the same object, which is made when its handshake
 * is complete. Immutable.
 *
 * @param hub the hub's name: that of its class, unless {@code @Hub} gives another name
 * @param id the connection's public id
 * @param transport the transport, for example {@code WebSockets}
 * @param protocol the protocol, for example {@code json}
 * @param userIdentifier the user identifier, if the connection has a user
 */
public record ObservedConnection(
        String hub, String id, String transport, String protocol, Optional<String> userIdentifier) {}
