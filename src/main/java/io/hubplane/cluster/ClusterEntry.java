package io.hubplane.cluster;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.protocol.MessagePackReader;
import io.hubplane.protocol.MessagePackWriter;
import org.jspecify.annotations.Nullable;

/**
 * An entry of an {@link ClusterMessage.Answer}.
 *
 * @param key the id of a connection, or the name of a group or user
 * @param count the number of connections
 * @param user the user of a connection, or null
 * @param transport the transport of a connection
 * @param protocol the hub protocol of a connection
 */
record ClusterEntry(String key, int count, @Nullable String user, String transport, String protocol) {
    private static final int ITEMS = 5;

    /** An entry for a group or a user. */
    static ClusterEntry of(String name, int connections) {
        return new ClusterEntry(name, connections, null, "", "");
    }

    /** At least as many bytes as it takes in a message. */
    int bytes() {
        int characters = key.length() + transport.length() + protocol.length() + (user == null ? 0 : user.length());
        return 3 * characters + 32;
    }

    void write(MessagePackWriter writer) {
        writer.array(ITEMS);
        writer.string(key);
        writer.integer(count);
        writer.nullableString(user);
        writer.string(transport);
        writer.string(protocol);
    }

    static ClusterEntry read(MessagePackReader reader) {
        if (reader.array() != ITEMS) {
            throw new BackplaneException("An entry of an answer must have " + ITEMS + " items.");
        }
        return new ClusterEntry(
                reader.string(), reader.integer(), reader.nullableString(), reader.string(), reader.string());
    }
}
