package io.hubplane.backplane;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What nodes tell one another. Immutable as far as the byte arrays it carries are. */
public sealed interface BackplaneMessage {
    /**
     * A hub message for the connections of a scope.
     *
     * @param excluded the ids of the connections left out
     * @param encodings the framed hub message for each protocol's name
     * @param invocationId the id a client result is expected under, or null if none is
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
         * A hub message no result is expected of.
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
     * @param id tells the answer to this command from others of the asking node, 0 to 2^31-1
     * @param node the asking node
     * @param action what to do
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
    @SuppressWarnings("ArrayRecordComponent") // carried as it is; never compared
    record ClientResult(String protocol, byte[] completion) implements BackplaneMessage {}

    /**
     * Tells the node that asked a client that no result will come; between Hubplane nodes only.
     *
     * @param invocationId the id the result was expected under
     * @param asked true if the connection ended before it answered, false if the node has no such connection
     */
    record ClientGone(String invocationId, boolean asked) implements BackplaneMessage {}

    /**
     * Tells the node of a connection that nobody waits for a client result any more; between Hubplane nodes only.
     *
     * @param connectionId the connection
     * @param invocationId the id the result was expected under
     */
    record ResultAbandoned(String connectionId, String invocationId) implements BackplaneMessage {}

    /** Asks nothing: whether it reaches a node tells whether that one is there. Between Hubplane nodes only. */
    record Probe() implements BackplaneMessage {}

    /**
     * An HTTP request about a connection of another node, relayed there; between Hubplane nodes only. It says whose it is, so
     * that the owning node can tell whether the connection is theirs, and carries nothing by which anybody could become them:
     * no token, header, cookie or query parameter.
     *
     * @param id tells the answer to this request from others of the asking node, 0 to 2^31-1
     * @param node the asking node
     * @param method the HTTP method
     * @param connection a digest of the connection's token, by which the owning node finds it
     * @param principal the name of the principal that sent it, or null for nobody
     * @param roles those of the principal's roles that matter to the hub
     * @param expires when principal and roles cease to hold, or null if they do not
     * @param remoteAddress where the request came from
     * @param body the body
     * @param confirms whether the asking node says what became of an answer; nodes of an older layout do not
     */
    @SuppressWarnings("ArrayRecordComponent") // carried as it is; never compared
    record RelayRequest(
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
     * Asks for the answer to a relayed poll at once, whatever there is; between Hubplane nodes only.
     *
     * @param node the node that has relayed it
     * @param id the request's id
     */
    record RelayRecall(String node, int id) implements BackplaneMessage {}

    /**
     * Answers a relayed request.
     *
     * @param id the request's id
     * @param status the HTTP status
     * @param contentType the type of the body; empty if there is none
     * @param body the body
     * @param confirmation what the asking node is to confirm the answer by, or null if it need not
     */
    @SuppressWarnings("ArrayRecordComponent") // carried as it is; never compared
    record RelayAnswer(
            int id,
            int status,
            String contentType,
            byte[] body,
            @Nullable Confirmation confirmation) implements BackplaneMessage {}

    /**
     * Where it is awaited what became of an answer.
     *
     * @param node the node that has answered
     * @param id tells the answer from others of that node, 0 to 2^31-1
     */
    record Confirmation(String node, int id) {}

    /**
     * Says what became of the answer to a relayed request; between Hubplane nodes only.
     *
     * @param id what the answer is confirmed by
     * @param outcome what became of it
     */
    record RelayOutcome(int id, Outcome outcome) implements BackplaneMessage {}

    /** What became of an answer. */
    enum Outcome {
        /** It was written as a whole. */
        WRITTEN,
        /** Not a byte of it was written. */
        NOT_BEGUN,
        /** It broke off. */
        UNKNOWN
    }
}
