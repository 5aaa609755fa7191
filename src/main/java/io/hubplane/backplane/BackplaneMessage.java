package io.hubplane.backplane;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message between nodes. Immutable as long as nobody changes its byte arrays. */
public sealed interface BackplaneMessage {
    /**
     * A hub message for the connections of a scope.
     *
     * @param excluded the ids of the connections left out
     * @param encodings the framed hub message for each protocol's name
     * @param invocationId the id of the expected client result, or null if none is expected
     * @param returnAddress where the client result goes: a node id, or a whole channel when sharing the backplane with
     *     ASP.NET Core; null if none is expected
     */
    record Send(
            List<String> excluded,
            Map<String, byte[]> encodings,
            @Nullable String invocationId,
            @Nullable String returnAddress)
            implements BackplaneMessage {
        public Send {
            excluded = List.copyOf(excluded);
            Objects.requireNonNull(encodings);
        }

        /**
         * A hub message without an expected result.
         *
         * @param excluded the ids of the connections left out
         * @param encodings the framed hub message for each protocol's name
         * @return the message
         */
        public static Send of(Collection<String> excluded, Map<String, byte[]> encodings) {
            return new Send(List.copyOf(excluded), encodings, null, null);
        }
    }

    /**
     * A hub message for one connection, sent to its node.
     *
     * @param connectionId the connection
     * @param send the hub message; excludes nobody
     */
    record ConnectionSend(String connectionId, Send send) implements BackplaneMessage {}

    /**
     * Asks the node of a connection to change its groups.
     *
     * @param id unique among the open commands of the asking node, 0 to 2^31-1; the answer repeats it
     * @param node the asking node
     * @param action whether to add or to remove
     * @param group the group's name
     * @param connectionId the connection
     */
    record GroupCommand(int id, String node, GroupAction action, String group, String connectionId)
            implements BackplaneMessage {}

    /** What a group command does. */
    enum GroupAction {
        /** Adds the connection to the group. */
        ADD,
        /** Removes the connection from the group. */
        REMOVE
    }

    /**
     * Answers a group command.
     *
     * @param id the command's id
     * @param done false if the node has no such connection; such an answer exists between Hubplane nodes only
     */
    record Acknowledgement(int id, boolean done) implements BackplaneMessage {}

    /**
     * A client's answer on its way to the node that asked.
     *
     * @param protocol the name of the protocol it is encoded in
     * @param completion the framed completion
     */
    @SuppressWarnings("ArrayRecordComponent") // carried unchanged; never compared
    record ClientResult(String protocol, byte[] completion) implements BackplaneMessage {}

    /**
     * Tells the node that asked a client that no result will come; between Hubplane nodes only.
     *
     * @param invocationId the id of the expected result
     * @param asked true if the connection ended before it answered, false if the node has no such connection
     */
    record ClientGone(String invocationId, boolean asked) implements BackplaneMessage {}

    /**
     * Tells the node of a connection that nobody waits for a client result any more; between Hubplane nodes only.
     *
     * @param connectionId the connection
     * @param invocationId the id of the expected result
     */
    record ResultAbandoned(String connectionId, String invocationId) implements BackplaneMessage {}

    /** Has no content. Nodes of an older version see by it whether this one is there; nothing is to be done. */
    record Probe() implements BackplaneMessage {}

    /**
     * An HTTP request about a connection of another node, forwarded there; between Hubplane nodes only. It names the user
     * who sent it, so that the owning node can check that the connection is theirs. It carries nothing that would let
     * anybody act as that user: no token, header, cookie or query parameter.
     *
     * @param id unique among the open requests of the asking node, 0 to 2^31-1; the answer repeats it
     * @param node the asking node
     * @param method the HTTP method
     * @param connection a digest of the connection's token; the owning node finds the connection by it
     * @param principal the name of the principal that sent it, or null if there is none
     * @param roles those of the principal's roles that matter to the hub
     * @param expires when principal and roles expire, or null if they do not
     * @param remoteAddress where the request came from
     * @param body the body
     * @param confirms whether the asking node says what became of an answer; nodes of an older layout do not
     */
    @SuppressWarnings("ArrayRecordComponent") // carried unchanged; never compared
    record ForwardedHttpRequest(
            int id,
            String node,
            String method,
            byte[] connection,
            @Nullable String principal,
            Set<String> roles,
            @Nullable Instant expires,
            String remoteAddress,
            byte[] body,
            boolean confirms)
            implements BackplaneMessage {}

    /**
     * Asks to answer a forwarded poll at once, even without messages; between Hubplane nodes only.
     *
     * @param node the node that has forwarded it
     * @param id the request's id
     */
    record PollRecall(String node, int id) implements BackplaneMessage {}

    /**
     * Answers a forwarded request.
     *
     * @param id the request's id
     * @param status the HTTP status
     * @param contentType the type of the body; empty if there is none
     * @param body the body
     * @param confirmation how the asking node confirms the answer, or null if it need not
     */
    @SuppressWarnings("ArrayRecordComponent") // carried unchanged; never compared
    record ForwardedHttpAnswer(
            int id,
            int status,
            String contentType,
            byte[] body,
            @Nullable Confirmation confirmation) implements BackplaneMessage {}

    /**
     * Where a node waits to learn what became of its answer.
     *
     * @param node the node that answered
     * @param id unique among the open answers of that node, 0 to 2^31-1
     */
    record Confirmation(String node, int id) {}

    /**
     * Says what became of the answer to a forwarded request; between Hubplane nodes only.
     *
     * @param id the id in the answer's {@link Confirmation}
     * @param outcome what became of it
     */
    record ForwardedAnswerOutcome(int id, Outcome outcome) implements BackplaneMessage {}

    /**
     * A step of a hand-over, from the node to which a client has come to the node that has its connection; between
     * Hubplane nodes only. It carries no token.
     *
     * @param id unique among the open steps of the asking node, 0 to 2^31-1; the answer repeats it
     * @param node the asking node
     * @param step what is asked
     * @param connection a digest of the connection's token
     * @param principal the name of the principal that the client has come as, or null if there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // carried unchanged; never compared
    record HandoverRequest(
            int id,
            String node,
            HandoverStep step,
            byte[] connection,
            @Nullable String principal) implements BackplaneMessage {}

    /**
     * Answers a step of a hand-over.
     *
     * @param id the step's id
     * @param node the node that answers
     * @param verdict whether it was done
     * @param details what the step brings; empty if it was not done
     */
    @SuppressWarnings("ArrayRecordComponent") // carried unchanged; never compared
    record HandoverAnswer(int id, String node, HandoverVerdict verdict, byte[] details) implements BackplaneMessage {}

    /** What became of an answer. */
    enum Outcome {
        /** It was written completely. */
        WRITTEN,
        /** No byte of it was written. */
        NOT_BEGUN,
        /** It broke off; the client may have received a part. */
        UNKNOWN
    }
}
