package io.hubplane.cluster.presence;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.ClusterEnvelope;
import io.hubplane.hub.cluster.Presence;
import io.hubplane.protocol.MessagePackReader;
import io.hubplane.protocol.MessagePackWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What nodes tell each other about who is present, on the channels of
 * {@link io.hubplane.backplane.Scope#presence(String)}:
 *
 * <pre>
 *   Changed  [1, node, version, there, presence], to all
 *   Asked    [2, asking node], to one
 *   Part     [3, node, version, index, last, [presence…]], to one
 *
 *   others   see {@link ClaimMessage}, to one
 *
 *   presence [hub, group, connectionId, user|nil, {name: value…}]
 * </pre>
 *
 * <p>Later versions may append items.
 */
sealed interface PresenceMessage {
    /** A change on a node. */
    record Changed(String node, PresenceChange change) implements PresenceMessage {}

    /** Asks for the whole list of the receiving node. */
    record Asked(String node) implements PresenceMessage {}

    /**
     * A part of a node's list.
     *
     * @param version the version of the list, the same for all parts
     * @param index the number of the part, from 0
     * @param last whether it is the last one
     */
    record Part(String node, long version, int index, boolean last, List<Presence> present)
            implements PresenceMessage {}

    /** A claim to finish connections, or its answer. */
    record Claiming(ClaimMessage message) implements PresenceMessage {}

    /** The bytes to publish. */
    default byte[] encode() {
        MessagePackWriter writer = new MessagePackWriter(256);
        if (this instanceof Changed changed) {
            writer.array(5);
            writer.integer(1);
            writer.string(changed.node());
            writer.integer(changed.change().version());
            writer.bool(changed.change().there());
            write(writer, changed.change().presence());
        } else if (this instanceof Asked asked) {
            writer.array(2);
            writer.integer(2);
            writer.string(asked.node());
        } else if (this instanceof Part part) {
            writer.array(6);
            writer.integer(3);
            writer.string(part.node());
            writer.integer(part.version());
            writer.integer(part.index());
            writer.bool(part.last());
            writer.array(part.present().size());
            part.present().forEach(presence -> write(writer, presence));
        } else if (this instanceof Claiming claiming) {
            claiming.message().write(writer);
        }
        return ClusterEnvelope.close(writer.toByteArray());
    }

    /**
     * Reads a message.
     *
     * @throws BackplaneException if it is none
     */
    static PresenceMessage decode(byte[] message) {
        return ClusterEnvelope.content(message, PresenceMessage::read);
    }

    private static PresenceMessage read(MessagePackReader reader) {
        int items = reader.array();
        int kind = reader.integer();
        if (kind < 1 || kind > 5 || items < List.of(5, 2, 6, 5, 5).get(kind - 1)) {
            throw new BackplaneException("A message between nodes says nothing about who is present.");
        }
        String node = reader.string();
        return switch (kind) {
            case 1 -> {
                long version = reader.longInteger();
                boolean there = reader.bool();
                yield new Changed(node, new PresenceChange(read(reader, node), there, version));
            }
            case 2 -> new Asked(node);
            case 3 -> readPart(reader, node);
            default -> new Claiming(ClaimMessage.read(kind, reader, node));
        };
    }

    private static Part readPart(MessagePackReader reader, String node) {
        long version = reader.longInteger();
        int index = reader.integer();
        boolean last = reader.bool();
        int count = reader.array();
        List<Presence> present = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            present.add(read(reader, node));
        }
        return new Part(node, version, index, last, present);
    }

    private static void write(MessagePackWriter writer, Presence presence) {
        writer.array(5);
        writer.string(presence.hub());
        writer.string(presence.group());
        writer.string(presence.connectionId());
        writer.nullableString(presence.userIdentifier().orElse(null));
        writer.map(presence.data().size());
        presence.data().forEach((name, value) -> {
            writer.string(name);
            writer.string(value);
        });
    }

    private static Presence read(MessagePackReader reader, String node) {
        if (reader.array() != 5) {
            throw new BackplaneException("A presence must have 5 items.");
        }
        String hub = reader.string();
        String group = reader.string();
        String connectionId = reader.string();
        Optional<String> user = Optional.ofNullable(reader.nullableString());
        int count = reader.map();
        Map<String, String> data = new HashMap<>();
        for (int i = 0; i < count; i++) {
            data.put(reader.string(), reader.string());
        }
        return new Presence(hub, group, connectionId, node, user, data);
    }
}
