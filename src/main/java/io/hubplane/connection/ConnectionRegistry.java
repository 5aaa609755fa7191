package io.hubplane.connection;

import io.hubplane.transport.ForwardedAnswer;
import io.hubplane.transport.ForwardedRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a hub's connections are found by those who send to them, on this node and on others; the layer above. Safe for any
 * thread; no method waits for another node.
 */
public interface ConnectionRegistry {
    /**
     * What the parts of the hub share.
     *
     * @return the same object, always
     */
    HubServices services();

    /**
     * What it has now.
     *
     * @return the counts
     */
    RegistryCounts counts();

    /**
     * Makes a connection's public id.
     *
     * @param random random text of 22 characters
     * @return the id, from which other nodes may tell where the connection is
     */
    String connectionId(String random);

    /**
     * Makes a connection's secret token.
     *
     * @param random random text of 22 characters
     * @return the token, from which other nodes may tell where the connection is
     */
    String connectionToken(String random);

    /**
     * Takes a connection that has completed its handshake.
     *
     * @param connection the connection
     * @return completed when other nodes can reach it
     */
    CompletionStage<Void> connected(HubConnection connection);

    /**
     * Forgets a connection. Called once, after {@link #connected}.
     *
     * @param connection the connection
     */
    void disconnected(HubConnection connection);

    /**
     * Whether another node may have the connection of a token.
     *
     * @param token the token
     * @return true if a request with this token would be forwarded
     */
    boolean isElsewhere(String token);

    /**
     * Has a request answered by the node that has its connection.
     *
     * @param request the request
     * @return the answer, in time; empty if the token names no other node
     */
    Optional<CompletionStage<ForwardedAnswer>> forward(ForwardedRequest request);

    /**
     * The node goes away: has all that it has asked other nodes for answered at once, and asks for nothing any more.
     *
     * @return completed when that is so; never, if another node does not answer
     */
    CompletionStage<Void> recallForwarded();

    /**
     * Begins to answer what other nodes forward.
     *
     * @param connections finds a connection of this node; null if there is none
     * @param handler answers a request
     * @param executor has threads for that, and for nothing else
     * @param sendTimeout how long a client of another node may take for an answer
     */
    void serveForwarded(
            Function<TokenDigest, @Nullable HubConnection> connections,
            Function<ForwardedRequest, CompletionStage<ForwardedAnswer>> handler,
            Executor executor,
            Duration sendTimeout);
}
