package io.hubplane.lifetime.handover;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.TextArray;
import io.hubplane.connection.Handover;
import io.hubplane.connection.outbound.EncodedMessage;
import io.hubplane.connection.outbound.Unsent;
import io.hubplane.lifetime.handover.HandoverState.Question;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.MessagePackReader;
import io.hubplane.protocol.MessagePackWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes and reads a connection on its way, as a MessagePack array. Its messages are what the client is sent, byte by
 * byte; a message is followed by whether an overflow policy may drop it. All scopes are of one hub.
 *
 * <pre>
 *   [id, protocol, user|nil, processed, [group…], {key: text|boolean|int|[long]|double…}, first,
 *    [bin, droppable…], [bin, droppable…], [question, return address…], [kind, name, {node: position…}…]]
 * </pre>
 */
final class HandoverStateCodec {
    private static final int ITEMS = 11;
    private static final int OVERHEAD = 512;

    private final String hub;
    private final List<HubProtocol> protocols;

    /**
     * Makes the codec of a hub.
     *
     * @param protocols the protocols that its clients may use
     */
    HandoverStateCodec(String hub, List<HubProtocol> protocols) {
        this.hub = hub;
        this.protocols = List.copyOf(protocols);
    }

    /** The state as it is sent between nodes. */
    byte[] encode(HandoverState state) {
        Handover handover = state.handover();
        MessagePackWriter writer = new MessagePackWriter(
                (int) Math.min(Integer.MAX_VALUE, OVERHEAD + handover.unsent().bytes()));
        writer.array(ITEMS);
        writer.string(handover.id());
        writer.string(handover.protocol().name());
        writer.nullableString(handover.user());
        writer.integer(handover.processed());
        TextArray.write(writer, handover.groups());
        PortableItems.write(writer, handover.items());
        writer.integer(handover.unsent().first());
        write(writer, handover.unsent().sent());
        write(writer, handover.unsent().waiting());
        writer.array(2 * state.questions().size());
        for (Question question : state.questions()) {
            writer.string(question.id());
            writer.string(question.returnAddress());
        }
        writer.array(3 * state.seen().size());
        state.seen().forEach((scope, positions) -> {
            writer.string(scope.kind().name());
            writer.string(scope.name());
            writer.map(positions.size());
            positions.forEach((node, position) -> {
                writer.string(node);
                writer.integer(position);
            });
        });
        return writer.toByteArray();
    }

    private static void write(MessagePackWriter writer, List<EncodedMessage> messages) {
        writer.array(2 * messages.size());
        for (EncodedMessage message : messages) {
            writer.binary(message.bytes());
            writer.bool(message.isDroppable());
        }
    }

    /**
     * Reads a state.
     *
     * @throws BackplaneException if the state is of a protocol that this node does not have
     * @throws io.hubplane.protocol.ProtocolException if the bytes are not a state
     */
    HandoverState decode(byte[] bytes) {
        MessagePackReader reader = new MessagePackReader(bytes);
        reader.array();
        String id = reader.string();
        HubProtocol protocol = protocol(reader.string());
        String user = reader.nullableString();
        long processed = reader.longInteger();
        List<String> groups = TextArray.read(reader);
        Map<String, Object> items = PortableItems.read(reader);
        Unsent unsent =
                new Unsent(reader.longInteger(), readMessages(reader, protocol), readMessages(reader, protocol));
        Handover handover = new Handover(id, protocol, user, processed, unsent, groups, items);
        List<Question> questions = new ArrayList<>();
        for (int left = reader.array(); left > 1; left -= 2) {
            questions.add(new Question(reader.string(), reader.string()));
        }
        return new HandoverState(handover, questions, readSeen(reader));
    }

    private HubProtocol protocol(String name) {
        return protocols.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BackplaneException("This node does not have the protocol '" + name + "'"));
    }

    private static List<EncodedMessage> readMessages(MessagePackReader reader, HubProtocol protocol) {
        List<EncodedMessage> messages = new ArrayList<>();
        for (int left = reader.array(); left > 1; left -= 2) {
            byte[] bytes = reader.binary();
            messages.add(reader.bool() ? EncodedMessage.invocation(bytes, protocol) : EncodedMessage.essential(bytes));
        }
        return messages;
    }

    private Map<Scope, Map<String, Long>> readSeen(MessagePackReader reader) {
        Map<Scope, Map<String, Long>> seen = new HashMap<>();
        for (int left = reader.array(); left > 2; left -= 3) {
            Scope scope = new Scope(Scope.Kind.valueOf(reader.string()), hub, reader.string());
            Map<String, Long> positions = new HashMap<>();
            for (int nodes = reader.map(); nodes > 0; nodes--) {
                String node = reader.string();
                positions.put(node, reader.integerBits());
            }
            seen.put(scope, positions);
        }
        return seen;
    }
}
