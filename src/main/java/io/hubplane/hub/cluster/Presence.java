package io.hubplane.hub.cluster;

import java.util.Map;
import java.util.Optional;

/**
 * Somebody who is present: a connection of any node, in a group or in the hub as a whole, with data of its own.
 *
 * @param hub the hub's name ({@link io.hubplane.hub.Hub#name})
 * @param group the group; empty for the hub as a whole
 * @param connectionId the connection
 * @param node the id of its node
 * @param userIdentifier its user, or empty if it is anonymous
 * @param data what the application wants others to know, such as a name or a device
 */
public record Presence(
        String hub,
        String group,
        String connectionId,
        String node,
        Optional<String> userIdentifier,
        Map<String, String> data) {
    public Presence {
        data = Map.copyOf(data);
    }
}
