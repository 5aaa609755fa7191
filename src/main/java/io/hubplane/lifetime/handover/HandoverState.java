package io.hubplane.lifetime.handover;

import io.hubplane.backplane.Scope;
import io.hubplane.connection.Handover;
import java.util.List;
import java.util.Map;

/**
 * A connection on its way to another node.
 *
 * @param handover the connection
 * @param questions what the client was asked and has not answered
 * @param seen which messages of other nodes it has got, at least: for each of its scopes the last position of each node;
 *     a node that is not named has sent nothing since the hand-over began
 */
record HandoverState(Handover handover, List<Question> questions, Map<Scope, Map<String, Long>> seen) {
    HandoverState {
        questions = List.copyOf(questions);
        seen = Map.copyOf(seen);
    }

    /**
     * A question to a client.
     *
     * @param id the id of its invocation
     * @param returnAddress where the answer goes
     */
    record Question(String id, String returnAddress) {}

    /** Whether the connection has got a message of another node. */
    boolean hasGot(Scope scope, String origin, long position) {
        Long last = seen.getOrDefault(scope, Map.of()).get(origin);
        return last != null && !SeenPositions.isAfter(position, last);
    }
}
