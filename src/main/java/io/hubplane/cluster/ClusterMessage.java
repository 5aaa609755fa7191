package io.hubplane.cluster;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.ClusterEnvelope;
import io.hubplane.hub.cluster.ClusterClients;
import io.hubplane.protocol.MessagePackReader;
import io.hubplane.protocol.MessagePackWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node asks another one about a hub, and the answer; on the channels of
 * {@link io.hubplane.backplane.Scope#cluster}:
 *
 * <pre>
 *   Question  [1, id, asking node, hub, subject, name, text, limit]
 *   Answer    [2, id, answering node, total, more, [[key, count, user|nil, transport, protocol]…]]
 * </pre>
 *
 * <p>Later versions may append items.
 */
sealed interface ClusterMessage {
    /**
     * A question.
     *
     * @param id unique among the open questions of the asking node
     * @param node the asking node
     * @param hub the hub's name
     * @param subject what is asked, or to be done
     * @param name the group, user or connection that it is about; empty if it is about all
     * @param text where the page begins; for {@link Subject#DISCONNECT} and {@link Subject#DISCONNECT_USER} the reason
     * @param limit the most entries of the answer; 0 if only the total is wanted
     */
    record Question(int id, String node, String hub, Subject subject, String name, String text, int limit)
            implements ClusterMessage {}

    /** What is asked, or to be done. */
    enum Subject {
        /** The connections. */
        CONNECTIONS(1),
        /** The connections in a group. */
        IN_GROUP(2),
        /** The connections of a user. */
        OF_USER(3),
        /** The groups with a connection. */
        GROUPS(4),
        /** The users with a connection. */
        USERS(5),
        /** The groups of a connection. The total is 1 if the node has the connection. */
        GROUPS_OF(6),
        /** Ends a connection. The total is 1 if the node had it. */
        DISCONNECT(7),
        /** Ends the connections of a user. */
        DISCONNECT_USER(8);

        private final int code;

        Subject(int code) {
            this.code = code;
        }
    }

    /**
     * An answer.
     *
     * @param id the id of the question
     * @param node the answering node
     * @param total how many connections it is about
     * @param more whether there are entries after the last one
     * @param entries the first entries, in the order of their keys
     */
    record Answer(int id, String node, long total, boolean more, List<ClusterEntry> entries)
            implements ClusterMessage {}

    /** The bytes to publish. */
    default byte[] encode() {
        MessagePackWriter writer = new MessagePackWriter(256);
        if (this instanceof Question question) {
            writer.array(8);
            writer.integer(1);
            writer.integer(question.id());
            writer.string(question.node());
            writer.string(question.hub());
            writer.integer(question.subject().code);
            writer.string(question.name());
            writer.string(question.text());
            writer.integer(question.limit());
        } else if (this instanceof Answer answer) {
            writer.array(6);
            writer.integer(2);
            writer.integer(answer.id());
            writer.string(answer.node());
            writer.integer(answer.total());
            writer.bool(answer.more());
            writer.array(answer.entries().size());
            answer.entries().forEach(entry -> entry.write(writer));
        }
        return ClusterEnvelope.close(writer.toByteArray());
    }

    /**
     * Reads a message.
     *
     * @throws BackplaneException if it is none
     */
    static ClusterMessage decode(byte[] message) {
        return ClusterEnvelope.content(message, ClusterMessage::read);
    }

    private static ClusterMessage read(MessagePackReader reader) {
        int items = reader.array();
        int kind = reader.integer();
        require((kind == 1 && items >= 8) || (kind == 2 && items >= 6));
        return kind == 1 ? readQuestion(reader) : readAnswer(reader);
    }

    private static Question readQuestion(MessagePackReader reader) {
        Question question = new Question(
                reader.integer(),
                reader.string(),
                reader.string(),
                subject(reader.integer()),
                reader.string(),
                reader.string(),
                reader.integer());
        require(question.limit() >= 0 && question.limit() <= ClusterClients.LONGEST_PAGE);
        return question;
    }

    private static Answer readAnswer(MessagePackReader reader) {
        int id = reader.integer();
        String node = reader.string();
        long total = reader.longInteger();
        boolean more = reader.bool();
        int count = reader.array();
        List<ClusterEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(ClusterEntry.read(reader));
        }
        return new Answer(id, node, total, more, entries);
    }

    private static Subject subject(int code) {
        for (Subject subject : Subject.values()) {
            if (subject.code == code) {
                return subject;
            }
        }
        throw new BackplaneException("A node asks about something that this version does not know, " + code + ".");
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new BackplaneException("A message between nodes is neither a question nor an answer.");
        }
    }
}
