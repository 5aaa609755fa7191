package io.hubplane.hub.cluster;

import java.util.Optional;

/**
 * A connection that its hub had accepted, and whose node is lost: dead, asleep or cut off. What its node alone knew is
 * gone: its items and its request.
 *
 * @param hub the hub's name ({@link io.hubplane.hub.Hub#name})
 * @param connectionId its id
 * @param node the id of the node that is lost
 * @param userIdentifier its user; empty if it belonged to none
 */
public record OrphanedConnection(String hub, String connectionId, String node, Optional<String> userIdentifier) {}
