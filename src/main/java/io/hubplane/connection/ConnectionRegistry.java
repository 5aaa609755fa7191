package io.hubplane.connection;

import io.hubplane.transport.Arrival;
import io.hubplane.transport.ForwardedAnswer;
import io.hubplane.transport.ForwardedRequest;
import io.hubplane.transport.RequestInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds a hub's connections for senders, on this node and on others; the layer above implements it. Safe for any
 * thread; no method waits for another node.
 */
public interface ConnectionRegistry {
    /**
     * The objects that the parts of the hub share.
     *
     * @return always the same object
     */
    HubServices services();

    /**
     * The present counts.
     *
     * @return the counts
     */
    Counts counts();

    /**
     * Makes a connection's public id.
     *
     * @param random random text of 22 characters
     * @return the id; other nodes may read from it which node has the connection
     */
    String connectionId(String random);

    /**
     * Makes a connection's secret token.
     *
     * @param random random text of 22 characters
     * @return the token; other nodes may read from it which node has the connection
     */
    String connectionToken(String random);

    /**
     * Adds a connection that has completed its handshake.
     *
     * @param connection the connection
     * @return completed when other nodes can reach it
     */
    CompletionStage<Void> connected(HubConnection connection);

    /**
     * Removes a connection. Called once, after {@link #connected}.
     *
     * @param connection the connection
     */
    void disconnected(HubConnection connection);

    /**
     * Whether a connection of this node may go to another node.
     *
     * @param connectionId the connection
     * @return false if nodes hand over nothing to each other, or something keeps the connection here
     */
    boolean handsOver(String connectionId);

    /**
     * Asks for the connection of another node.
     *
     * @param token the token that its client has brought
     * @param request the client's WebSocket handshake
     * @return as {@link io.hubplane.transport.ConnectionGateway#arrive} says
     */
    Optional<CompletionStage<Arrival>> arrive(String token, RequestInfo request);

    /**
     * Begins to hand over connections, and to take those of others.
     *
     * @param hosts the hub's connections on this node
     */
    void serveHandovers(HandoverHost hosts);

    /**
     * Whether another node may have the connection with a token.
     *
     * @param token the token
     * @return true if a request with this token would be forwarded
     */
    boolean isElsewhere(String token);

    /**
     * Lets the node that has a connection answer a request.
     *
     * @param request the request
     * @return the answer, or a failure after a limited time; empty if the token names no other node
     */
    Optional<CompletionStage<ForwardedAnswer>> forward(ForwardedRequest request);

    /**
     * Prepares the shutdown of this node: asks other nodes to answer all forwarded requests at once, and forwards
     * nothing from now on.
     *
     * @return completed when all have answered; never if another node does not answer
     */
    CompletionStage<Void> recallForwarded();

    /**
     * Begins to answer requests that other nodes forward.
     *
     * @param connections finds a connection of this node; null if there is none
     * @param handler answers a request
     * @param executor has threads for these requests only
     * @param sendTimeout how long a client of another node may take to read an answer
     */
    void serveForwarded(
            Function<TokenDigest, @Nullable HubConnection> connections,
            Function<ForwardedRequest, CompletionStage<ForwardedAnswer>> handler,
            Executor executor,
            Duration sendTimeout);

    /**
     * The present counts of a registry.
     *
     * @param connections how many connections can be found
     * @param users how many users have a connection
     * @param groups how many groups have a connection
     * @param scopes how many scopes have a connection: all, groups and users
     * @param clientResultsAwaited how many results this node awaits from clients
     * @param clientResultsOwed how many questions its clients have not answered, including those of other nodes
     * @param groupChangesAwaited how many changes of groups other nodes have not answered
     * @param forwardedRequests how many forwarded requests other nodes have not answered
     * @param unconfirmedAnswers how many answers to forwarded requests other nodes write and have not confirmed
     */
    record Counts(
            int connections,
            int users,
            int groups,
            int scopes,
            int clientResultsAwaited,
            int clientResultsOwed,
            int groupChangesAwaited,
            int forwardedRequests,
            int unconfirmedAnswers) {}
}
