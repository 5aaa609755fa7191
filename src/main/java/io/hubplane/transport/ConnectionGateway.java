package io.hubplane.transport;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A hub's connections as the transports see them. Safe for any thread. */
public interface ConnectionGateway {
    /**
     * Makes a connection that nobody counts.
     *
     * @param request the request that asks for it
     * @param terms what was agreed on with the client
     * @return the connection
     */
    default TransportConnection create(RequestInfo request, NegotiatedTerms terms) {
        return create(request, terms, Stay.UNCOUNTED);
    }

    /**
     * Makes a connection that waits for a transport. It ends by itself if none comes in time.
     *
     * @param request the request that asks for it
     * @param terms what was agreed on with the client
     * @param stay told what becomes of it
     * @return the connection
     */
    TransportConnection create(RequestInfo request, NegotiatedTerms terms, Stay stay);

    /**
     * Whether connections are still made. Before the node goes away they are not, so that its clients, and what leads
     * them there, look for another, while those that are connected go on.
     *
     * @return false if whoever wants a new connection is to be refused
     */
    default boolean takesConnections() {
        return true;
    }

    /**
     * Finds a connection that has not ended.
     *
     * @param token its token
     * @return the connection, or empty if there is none on this node
     */
    Optional<TransportConnection> find(String token);

    /**
     * Whether a connection may be on another node, judged by its token alone.
     *
     * @param token its token
     * @return false if the token names no other node, so that there is nothing to forward
     */
    boolean isElsewhere(String token);

    /**
     * Has the node that owns a connection handle a request. To be asked when {@link #find} finds nothing: without
     * sticky sessions a load balancer may lead a request to any node.
     *
     * @param request the request
     * @return completed with the answer, whose {@link ForwardedAnswer#end} is to be called; or exceptionally if the
     * other
     *     node does not give one in time, and then it may have carried the request out, unless it is a
     *     {@link TransportException}, which says that no node has had it. Empty if the token names no other node
     */
    Optional<CompletionStage<ForwardedAnswer>> forward(ForwardedRequest request);

    /**
     * Looks after what leaves for a client outside its connection's transport: the answers to polls, also for
     * connections of other nodes. Who does not take it within the time for a send is cut off.
     *
     * @param pending what leaves
     */
    default void leaves(Pending pending) {}

    /**
     * Has requests that other nodes forward to this one handled. To be called once, before the first request.
     *
     * @param handler handles them, without blocking for long, on any thread; if its answer asks what became of it, it
     * is
     *     told within a bounded time
     */
    void serveForwarded(Function<ForwardedRequest, CompletionStage<ForwardedAnswer>> handler);
}
