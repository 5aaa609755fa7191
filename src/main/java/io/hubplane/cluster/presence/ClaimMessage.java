package io.hubplane.cluster.presence;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.TextArray;
import io.hubplane.protocol.MessagePackReader;
import io.hubplane.protocol.MessagePackWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What nodes tell each other about who finishes connections, as {@link PresenceMessage}s:
 *
 * <pre>
 *   Claim    [4, claiming node, round, owner, [connectionId…]]
 *   Verdict  [5, node, round, owner lives, [[connectionId, begun, first, [holder…]]…]]
 * </pre>
 */
sealed interface ClaimMessage {
    /**
     * A node claims connections of a lost node, or its own ones when it was asleep.
     *
     * @param node the claiming node
     * @param round the number of the claim, which the answer names
     * @param owner the node that had the connections
     */
    record Claim(String node, int round, String owner, List<String> connectionIds) implements ClaimMessage {}

    /**
     * The answer to a claim.
     *
     * @param node the answering node
     * @param ownerLives whether it has heard the connections' node lately; then it agrees to nothing
     * @param held what is to be said about single connections; it agrees to the others
     */
    record Verdict(String node, int round, boolean ownerLives, List<Held> held) implements ClaimMessage {}

    /**
     * What the answering node says about one connection.
     *
     * @param begun whether it has begun to finish it
     * @param first whether it claims it itself, and comes before the asking node
     * @param holders the other nodes to which it has agreed before
     */
    record Held(String connectionId, boolean begun, boolean first, List<String> holders) {}

    default void write(MessagePackWriter writer) {
        writer.array(5);
        if (this instanceof Claim claim) {
            writer.integer(4);
            writer.string(claim.node());
            writer.integer(claim.round());
            writer.string(claim.owner());
            TextArray.write(writer, claim.connectionIds());
        } else if (this instanceof Verdict verdict) {
            writer.integer(5);
            writer.string(verdict.node());
            writer.integer(verdict.round());
            writer.bool(verdict.ownerLives());
            writer.array(verdict.held().size());
            verdict.held().forEach(held -> write(writer, held));
        }
    }

    /** Reads what follows the kind and the node. */
    static ClaimMessage read(int kind, MessagePackReader reader, String node) {
        int round = reader.integer();
        if (kind == 4) {
            return new Claim(node, round, reader.string(), TextArray.read(reader));
        }
        boolean ownerLives = reader.bool();
        int count = reader.array();
        List<Held> held = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            held.add(readHeld(reader));
        }
        return new Verdict(node, round, ownerLives, held);
    }

    private static Held readHeld(MessagePackReader reader) {
        if (reader.array() != 4) {
            throw new BackplaneException("What is said about a connection must have 4 items.");
        }
        return new Held(reader.string(), reader.bool(), reader.bool(), TextArray.read(reader));
    }

    private static void write(MessagePackWriter writer, Held held) {
        writer.array(4);
        writer.string(held.connectionId());
        writer.bool(held.begun());
        writer.bool(held.first());
        TextArray.write(writer, held.holders());
    }
}
