package io.hubplane.lifetime.forwarding;

import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.backplane.BackplaneMessage.ForwardedAnswerOutcome;
import io.hubplane.backplane.BackplaneMessage.ForwardedHttpAnswer;
import io.hubplane.backplane.BackplaneMessage.ForwardedHttpRequest;
import io.hubplane.backplane.BackplaneMessage.PollRecall;
import io.hubplane.connection.HubConnection;
import io.hubplane.connection.HubServices;
import io.hubplane.connection.TokenDigest;
import io.hubplane.lifetime.routing.FarmOptions;
import io.hubplane.lifetime.routing.Routing;
import io.hubplane.transport.ForwardedAnswer;
import io.hubplane.transport.ForwardedRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Forwarded requests of one hub, in both directions: those that this node forwards, those that it handles for others,
 * and the outcomes of its answers. Safe for any thread; no method waits for another node.
 */
public final class Forwarding {
    private final RequestForwarding forwards;
    private final ForwardedRequests requests;
    private final AnswerConfirmations confirmations;

    /**
     * Makes the forwarding of one hub; it handles no requests of others before {@link #serve}.
     *
     * @param nodeId the id of this node
     * @param farm how long other nodes may take, and how many requests may be under way
     */
    public Forwarding(String nodeId, HubServices services, Routing routing, FarmOptions farm) {
        this.forwards = new RequestForwarding(nodeId, services, routing, farm);
        this.confirmations = new AnswerConfirmations(nodeId, farm.acknowledgementTimeout(), services.ticker());
        this.requests = new ForwardedRequests(services, routing, farm, confirmations);
    }

    /** Whether a request with a token would be forwarded to another node. */
    public boolean isElsewhere(String token) {
        return forwards.isElsewhere(token);
    }

    /**
     * Asks the node that a token names; empty if it names no other node. With too many under way, the answer says so.
     */
    public Optional<CompletionStage<ForwardedAnswer>> ask(ForwardedRequest request) {
        return forwards.ask(request);
    }

    /**
     * Asks for all answers at once, and forwards nothing from now on.
     *
     * @return completed when all answers have come
     */
    public CompletionStage<Void> recallAll() {
        return forwards.recallAll();
    }

    /**
     * Begins to handle requests of other nodes.
     *
     * @param connections finds the connection of a digest; null if there is none
     * @param handler handles a request
     * @param executor runs the handler
     * @param sendTimeout how long a client of another node may take to read an answer
     */
    public void serve(
            Function<TokenDigest, @Nullable HubConnection> connections,
            Function<ForwardedRequest, CompletionStage<ForwardedAnswer>> handler,
            Executor executor,
            Duration sendTimeout) {
        requests.serve(new ForwardedRequests.Service(connections, handler, new ForwardingLanes(executor), sendTimeout));
    }

    /** Takes a message of another node; ignores what is about something else. */
    public void received(BackplaneMessage message) {
        if (message instanceof ForwardedHttpRequest request) {
            requests.received(request);
        } else if (message instanceof ForwardedHttpAnswer answer) {
            forwards.received(answer);
        } else if (message instanceof PollRecall recall) {
            requests.received(recall);
        } else if (message instanceof ForwardedAnswerOutcome outcome) {
            confirmations.received(outcome);
        }
    }

    /** The nodes from which something has been awaited since before a time, in nanoseconds. */
    public Set<String> nodesAskedBefore(long time) {
        Set<String> nodes = new HashSet<>(forwards.nodesAskedBefore(time));
        nodes.addAll(confirmations.nodesAskedBefore(time));
        return nodes;
    }

    /** A node has gone, so nothing will come from it. */
    public void gone(String node) {
        forwards.gone(node);
        confirmations.gone(node);
    }

    /**
     * Gives up what has been awaited for too long.
     *
     * @param now the time, in nanoseconds
     */
    public void expire(long now) {
        forwards.expire(now);
        confirmations.expire(now);
    }

    /** How many requests wait for an answer of another node. */
    public int size() {
        return forwards.size();
    }

    /** How many answers of this node wait for another one to report their outcome. */
    public int unconfirmed() {
        return confirmations.size();
    }

    /** Fails everything that waits for another node, and forwards nothing from now on. */
    public void close() {
        forwards.close();
        confirmations.close();
    }
}
