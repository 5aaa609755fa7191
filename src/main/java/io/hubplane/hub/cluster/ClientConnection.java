package io.hubplane.hub.cluster;

import java.util.Optional;

/**
 * A connection of any node.
 *
 * @param connectionId its public id
 * @param node the id of its node
 * @param userIdentifier its user, or empty if it is anonymous
 * @param transport the name of its transport, for example {@code WebSockets}
 * @param protocol the name of its hub protocol, for example {@code json}
 */
public record ClientConnection(
        String connectionId, String node, Optional<String> userIdentifier, String transport, String protocol) {}
