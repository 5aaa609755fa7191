package io.hubplane.backplane;

import io.hubplane.backplane.BackplaneMessage.Acknowledgement;
import io.hubplane.backplane.BackplaneMessage.ClientGone;
import io.hubplane.backplane.BackplaneMessage.ClientResult;
import io.hubplane.backplane.BackplaneMessage.ConnectionSend;
import io.hubplane.backplane.BackplaneMessage.GroupAction;
import io.hubplane.backplane.BackplaneMessage.GroupCommand;
import io.hubplane.backplane.BackplaneMessage.HandoverAnswer;
import io.hubplane.backplane.BackplaneMessage.Probe;
import io.hubplane.backplane.BackplaneMessage.ResultAbandoned;
import io.hubplane.backplane.BackplaneMessage.Send;
import io.hubplane.protocol.MessagePackReader;
import io.hubplane.protocol.MessagePackWriter;
import io.hubplane.protocol.ProtocolException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes and reads the messages between nodes, as MessagePack arrays. On channels that ASP.NET Core knows too, the
 * layout is that of its {@code RedisProtocol} with three items, the {@link BackplaneStamp}, appended; readers on both
 * sides accept arrays that are longer than they need, so the two kinds of nodes understand each other.
 *
 * <pre>
 *   stamp            origin, sequence, signature
 *   Send             [[excluded id…], {protocol: bin…}, invocationId|nil, returnAddress|nil, stamp]
 *   GroupCommand     [id, node, 1 add|2 remove, group, connectionId, stamp]
 *   Acknowledgement  [id, stamp]
 *   ClientResult     [protocol, bin, stamp]
 * </pre>
 *
 * <p>On a node's channel, which all kinds of messages share, the kind comes first:
 *
 * <pre>
 *   ConnectionSend          [1, connectionId, {protocol: bin…}, stamp], if no result is expected; else
 *                            [10, connectionId, {protocol: bin…}, invocationId, returnAddress, stamp]
 *   GroupCommand            [2, id, node, action, group, connectionId, stamp]
 *   Acknowledgement         [3, id, done, stamp]
 *   ClientResult            [4, protocol, bin, stamp]
 *   ClientGone              [5, invocationId, asked, stamp]
 *   ResultAbandoned         [6, connectionId, invocationId, stamp]
 *   ForwardedHttpRequest    [7, id, node, method, digest of the token, principal|nil, [role…], expires as ISO-8601|nil,
 *                            remoteAddress, bin, confirms, stamp]
 *   ForwardedHttpAnswer     [8, id, status, contentType, bin, node to confirm to|nil, id to confirm by, stamp]
 *   Probe                   [9, stamp], read only
 *   ForwardedAnswerOutcome  [11, id to confirm by, 0 written|1 not begun|2 unknown, stamp]
 *   PollRecall              [12, node, id, stamp]
 *   HandoverRequest         [20, id, node, 0 ask|1 begin|2 commit|3 force|4 taken|5 void, digest of the token,
 *                            principal|nil, stamp]
 *   HandoverAnswer          [21, id, node, 0 done|1 again|2 refused|3 other user, bin, stamp]
 * </pre>
 */
public final class BackplaneCodec {
    private static final int STAMP_ITEMS = BackplaneStamp.ITEMS;
    private static final int CONNECTION_SEND = 1;
    private static final int GROUP_COMMAND = 2;
    private static final int ACKNOWLEDGEMENT = 3;
    private static final int CLIENT_RESULT = 4;
    private static final int CLIENT_GONE = 5;
    private static final int RESULT_ABANDONED = 6;
    private static final int PROBE = 9;
    private static final int CLIENT_QUESTION = 10;
    private static final int ADD = 1;
    private static final int REMOVE = 2;
    /** Headers, numbers, the stamp and short texts fit in; more only makes the buffer grow. */
    private static final int USUAL_OVERHEAD = 128;

    private BackplaneCodec() {}

    /**
     * Encodes a message in the layout that ASP.NET Core uses on the message's channel, with room for the stamp at the
     * end. Not for messages that exist only on the channel of a node, such as {@link BackplaneMessage.ConnectionSend}.
     *
     * @param message the message
     * @return its bytes, owned by the caller
     * @throws IllegalArgumentException if the layout has no such kind of message
     */
    public static byte[] encode(BackplaneMessage message) {
        MessagePackWriter writer = new MessagePackWriter(expectedLength(message));
        if (message instanceof Send send) {
            writer.array(4 + STAMP_ITEMS);
            TextArray.write(writer, send.excluded());
            writeEncodings(writer, send.encodings());
            writeReturn(writer, send);
        } else if (message instanceof GroupCommand command) {
            writer.array(5 + STAMP_ITEMS);
            write(writer, command);
        } else if (message instanceof Acknowledgement acknowledgement) {
            writer.array(1 + STAMP_ITEMS);
            writer.integer(acknowledgement.id());
        } else if (message instanceof ClientResult result) {
            writer.array(2 + STAMP_ITEMS);
            write(writer, result);
        } else {
            throw new IllegalArgumentException(
                    message.getClass().getSimpleName() + " exists on the channel of a node only");
        }
        BackplaneStamp.writeBlank(writer);
        return writer.toByteArray();
    }

    /**
     * Encodes a message for {@link Scope.Kind#NODE}, where all kinds of messages share one channel.
     *
     * @param message the message
     * @return its bytes, owned by the caller
     * @throws IllegalArgumentException if it is a {@link BackplaneMessage.Send}, which names no connection
     */
    public static byte[] encodeForNode(BackplaneMessage message) {
        MessagePackWriter writer = new MessagePackWriter(expectedLength(message));
        if (message instanceof ConnectionSend send) {
            boolean asks = asksForResult(send.send());
            writer.array((asks ? 5 : 3) + STAMP_ITEMS);
            writer.integer(asks ? CLIENT_QUESTION : CONNECTION_SEND);
            writer.string(send.connectionId());
            writeEncodings(writer, send.send().encodings());
            if (asks) {
                writeReturn(writer, send.send());
            }
        } else if (message instanceof GroupCommand command) {
            writer.array(6 + STAMP_ITEMS);
            writer.integer(GROUP_COMMAND);
            write(writer, command);
        } else if (message instanceof Acknowledgement acknowledgement) {
            writer.array(3 + STAMP_ITEMS);
            writer.integer(ACKNOWLEDGEMENT);
            writer.integer(acknowledgement.id());
            writer.bool(acknowledgement.done());
        } else if (message instanceof ClientResult result) {
            writer.array(3 + STAMP_ITEMS);
            writer.integer(CLIENT_RESULT);
            write(writer, result);
        } else if (message instanceof ClientGone gone) {
            writer.array(3 + STAMP_ITEMS);
            writer.integer(CLIENT_GONE);
            writer.string(gone.invocationId());
            writer.bool(gone.asked());
        } else if (message instanceof ResultAbandoned abandoned) {
            writer.array(3 + STAMP_ITEMS);
            writer.integer(RESULT_ABANDONED);
            writer.string(abandoned.connectionId());
            writer.string(abandoned.invocationId());
        } else if (!ForwardingCodec.write(writer, message) && !HandoverCodec.write(writer, message)) {
            throw new IllegalArgumentException("Send names no connection of the node; use ConnectionSend");
        }
        BackplaneStamp.writeBlank(writer);
        return writer.toByteArray();
    }

    /**
     * Decodes a message that came on a scope of any kind.
     *
     * @param kind the kind of the scope
     * @param message the bytes
     * @return the message
     * @throws BackplaneException if the bytes are not such a message
     */
    public static BackplaneMessage decode(Scope.Kind kind, byte[] message) {
        try {
            return decode(kind, new MessagePackReader(message));
        } catch (ProtocolException e) {
            throw new BackplaneException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Whether a message only delivers to clients, and makes its receiver do nothing else. Decided from the first bytes
     * where possible, so true is also possible for a message that is malformed further on.
     *
     * @param kind the kind of its scope
     * @param message the message
     * @return whether it only delivers
     */
    public static boolean onlyDelivers(Scope.Kind kind, byte[] message) {
        try {
            return switch (kind) {
                case ALL, GROUP, USER -> true; // no result is expected there
                case CONNECTION -> decode(kind, message) instanceof Send send && !asksForResult(send);
                case NODE -> onlyDelivers(new MessagePackReader(message));
                case GROUP_COMMANDS, ACKNOWLEDGEMENTS, CLIENT_RESULTS, HEARTBEATS, CLUSTER, PRESENCE -> false;
            };
        } catch (BackplaneException | ProtocolException e) {
            return false;
        }
    }

    private static boolean onlyDelivers(MessagePackReader reader) {
        int kind = reader.array() == 0 ? 0 : reader.integer();
        return kind == CONNECTION_SEND || kind == PROBE;
    }

    private static boolean asksForResult(Send send) {
        return send.invocationId() != null && send.returnAddress() != null;
    }

    private static BackplaneMessage decode(Scope.Kind kind, MessagePackReader reader) {
        int items = reader.array();
        return switch (kind) {
            case ALL, GROUP, USER, CONNECTION -> readSend(reader, items);
            case GROUP_COMMANDS -> readGroupCommand(reader, items);
            case ACKNOWLEDGEMENTS -> {
                MessageItems.require(items, 1, "Ack");
                yield new Acknowledgement(reader.integer(), true);
            }
            case CLIENT_RESULTS -> readClientResult(reader, items);
            case NODE -> readForNode(reader, items);
            case HEARTBEATS, CLUSTER, PRESENCE ->
                throw new BackplaneException("Messages about nodes are no hub messages.");
        };
    }

    private static BackplaneMessage readForNode(MessagePackReader reader, int items) {
        MessageItems.require(items, 1, "node message");
        int kind = reader.integer();
        return switch (kind) {
            case CONNECTION_SEND -> {
                MessageItems.require(items, 3, "ConnectionSend");
                yield new ConnectionSend(reader.string(), Send.of(List.of(), readEncodings(reader)));
            }
            case CLIENT_QUESTION -> {
                MessageItems.require(items, 5, "ClientQuestion");
                String connectionId = reader.string();
                Map<String, byte[]> encodings = readEncodings(reader);
                yield new ConnectionSend(
                        connectionId, new Send(List.of(), encodings, reader.string(), reader.string()));
            }
            case GROUP_COMMAND -> readGroupCommand(reader, items - 1);
            case ACKNOWLEDGEMENT -> {
                MessageItems.require(items, 3, "Ack");
                yield new Acknowledgement(reader.integer(), reader.bool());
            }
            case CLIENT_RESULT -> readClientResult(reader, items - 1);
            case CLIENT_GONE -> {
                MessageItems.require(items, 3, "ClientGone");
                yield new ClientGone(reader.string(), reader.bool());
            }
            case RESULT_ABANDONED -> {
                MessageItems.require(items, 3, "ResultAbandoned");
                yield new ResultAbandoned(reader.string(), reader.string());
            }
            case PROBE -> new Probe();
            default -> {
                BackplaneMessage other = ForwardingCodec.read(kind, reader, items);
                if (other == null) {
                    other = HandoverCodec.read(kind, reader, items);
                }
                if (other == null) {
                    throw new BackplaneException("Unknown kind " + kind + " of node message.");
                }
                yield other;
            }
        };
    }

    private static Send readSend(MessagePackReader reader, int items) {
        MessageItems.require(items, 2, "Invocation");
        List<String> excluded = TextArray.read(reader);
        Map<String, byte[]> encodings = readEncodings(reader);
        boolean expectsResult = items > 3;
        String invocationId = expectsResult ? reader.nullableString() : null;
        String returnAddress = expectsResult ? reader.nullableString() : null;
        return new Send(excluded, encodings, invocationId, returnAddress);
    }

    private static GroupCommand readGroupCommand(MessagePackReader reader, int items) {
        MessageItems.require(items, 5, "GroupCommand");
        int id = reader.integer();
        String node = reader.string();
        int action = reader.integer();
        if (action != ADD && action != REMOVE) {
            throw new BackplaneException("Unknown action " + action + " in GroupCommand array.");
        }
        return new GroupCommand(
                id, node, action == ADD ? GroupAction.ADD : GroupAction.REMOVE, reader.string(), reader.string());
    }

    private static ClientResult readClientResult(MessagePackReader reader, int items) {
        MessageItems.require(items, 2, "Completion");
        return new ClientResult(reader.string(), reader.binary());
    }

    private static Map<String, byte[]> readEncodings(MessagePackReader reader) {
        int count = reader.map();
        Map<String, byte[]> encodings = new LinkedHashMap<>(4);
        for (int i = 0; i < count; i++) {
            encodings.put(reader.string(), reader.binary());
        }
        return encodings;
    }

    private static void writeEncodings(MessagePackWriter writer, Map<String, byte[]> encodings) {
        writer.map(encodings.size());
        encodings.forEach((protocol, encoding) -> {
            writer.string(protocol);
            writer.binary(encoding);
        });
    }

    private static void writeReturn(MessagePackWriter writer, Send send) {
        writer.nullableString(send.invocationId());
        writer.nullableString(send.returnAddress());
    }

    private static void write(MessagePackWriter writer, GroupCommand command) {
        writer.integer(command.id());
        writer.string(command.node());
        writer.integer(command.action() == GroupAction.ADD ? ADD : REMOVE);
        writer.string(command.group());
        writer.string(command.connectionId());
    }

    private static void write(MessagePackWriter writer, ClientResult result) {
        writer.string(result.protocol());
        writer.binary(result.completion());
    }

    private static int expectedLength(BackplaneMessage message) {
        int length = USUAL_OVERHEAD;
        if (message instanceof ConnectionSend send) {
            return lengthOf(send.send()) + MessagePackWriter.lengthOf(send.connectionId());
        } else if (message instanceof Send send) {
            return lengthOf(send);
        } else if (message instanceof ClientResult result) {
            length = Math.addExact(length, result.completion().length);
        } else {
            length = Math.addExact(length, bodyOf(message));
        }
        return length;
    }

    private static int bodyOf(BackplaneMessage message) {
        return message instanceof HandoverAnswer answer ? answer.details().length : ForwardingCodec.lengthOf(message);
    }

    /** Exact for few and ASCII-only texts, so that the bytes need not be copied again. */
    private static int lengthOf(Send send) {
        int length = 3 + BackplaneStamp.LENGTH; // the message, the excluded and the encodings each begin with one byte
        for (String id : send.excluded()) {
            length = Math.addExact(length, MessagePackWriter.lengthOf(id));
        }
        for (Map.Entry<String, byte[]> encoding : send.encodings().entrySet()) {
            length = Math.addExact(length, MessagePackWriter.lengthOf(encoding.getKey()));
            length = Math.addExact(length, MessagePackWriter.lengthOf(encoding.getValue()));
        }
        return length
                + MessagePackWriter.lengthOf(send.invocationId())
                + MessagePackWriter.lengthOf(send.returnAddress());
    }
}
