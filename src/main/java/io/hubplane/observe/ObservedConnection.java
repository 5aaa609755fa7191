package io.hubplane.observe;

import java.util.Optional;

/**
 * A connection, as observers see it: one and the same object in all of its events, made when it has completed its handshake.
 * Immutable.
 *
 * @param hub the hub's name: that of its class, unless {@code @Hub} gives it another
 * @param id the connection's public id
 * @param transport the transport, for example {@code WebSockets}
 * @param protocol the protocol, for example {@code json}
 * @param userIdentifier the user identifier, if the connection is somebody's
 */
public record ObservedConnection(
        String hub, String id, String transport, String protocol, Optional<String> userIdentifier) {}
