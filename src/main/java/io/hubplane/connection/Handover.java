package io.hubplane.connection;

import io.hubplane.connection.outbound.Unsent;
import io.hubplane.protocol.HubProtocol;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything by which another node goes on with a connection. It holds no secret: the node has the token from the
 * client, and knows by itself who the client is.
 *
 * @param id the connection's public id
 * @param protocol its protocol
 * @param user its user identifier, or null if it has none
 * @param processed how many of the client's messages have been processed
 * @param unsent what the client has not acknowledged
 * @param groups its groups
 * @param items what the application keeps with it: texts, numbers and booleans
 */
public record Handover(
        String id,
        HubProtocol protocol,
        @Nullable String user,
        long processed,
        Unsent unsent,
        List<String> groups,
        Map<String, Object> items) {
    public Handover {
        Objects.requireNonNull(id);
        Objects.requireNonNull(protocol);
        Objects.requireNonNull(unsent);
        groups = List.copyOf(groups);
        items = Map.copyOf(items);
    }

    /** Whether a value that an application keeps with a connection can go to another node. */
    static boolean isPortable(Object item) {
        return item instanceof String
                || item instanceof Boolean
                || item instanceof Integer
                || item instanceof Long
                || item instanceof Double;
    }
}
