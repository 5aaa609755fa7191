package io.hubplane.lifetime.handover;

import io.hubplane.backplane.TextArray;
import io.hubplane.protocol.MessagePackReader;
import io.hubplane.protocol.MessagePackWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node must know to receive the messages for a connection before it takes it: {@code [id, user|nil, [group…]]}.
 *
 * @param id the connection's id
 * @param user its user identifier, or null if it has none
 * @param groups its groups
 */
record HandoverPlan(String id, @Nullable String user, List<String> groups) {
    private static final int ITEMS = 3;

    HandoverPlan {
        groups = List.copyOf(groups);
    }

    /** The plan as it is sent between nodes. */
    byte[] encode() {
        MessagePackWriter writer = new MessagePackWriter(64);
        writer.array(ITEMS);
        writer.string(id);
        writer.nullableString(user);
        TextArray.write(writer, groups);
        return writer.toByteArray();
    }

    /**
     * Reads a plan.
     *
     * @throws io.hubplane.protocol.ProtocolException if the bytes are not one
     */
    static HandoverPlan decode(byte[] bytes) {
        MessagePackReader reader = new MessagePackReader(bytes);
        reader.array();
        return new HandoverPlan(reader.string(), reader.nullableString(), TextArray.read(reader));
    }
}
