package io.hubplane.transport;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A hub's connections as the transports see them. Safe for any thread. */
public interface ConnectionGateway {
    /**
     * Makes a connection that is not counted.
     *
     * @param request the request that asks for it
     * @param terms what was negotiated with the client
     * @return the connection
     */
    default TransportConnection create(RequestInfo request, NegotiatedTerms terms) {
        return create(request, terms, CountedConnection.NONE);
    }

    /**
     * Makes a connection that waits for a transport. It ends by itself if no transport comes in time.
     *
     * @param request the request that asks for it
     * @param terms what was negotiated with the client
     * @param counted is told what becomes of the connection
     * @return the connection
     */
    TransportConnection create(RequestInfo request, NegotiatedTerms terms, CountedConnection counted);

    /**
     * Whether this node still makes connections. Before a node shuts down it makes no more, so that clients and load
     * balancers turn to another node. Existing connections continue.
     *
     * @return false if requests for new connections are to be refused
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
     * Asks for the connection of another node, whose client has come to this one: with stateful reconnect, that node
     * hands it over. Call it when {@link #find} finds nothing.
     *
     * @param token its token
     * @param request the client's WebSocket handshake
     * @return completed within a few seconds, with the connection or why there is none; empty if the token names no
     *     connection that another node might have
     */
    default Optional<CompletionStage<Arrival>> arrive(String token, RequestInfo request) {
        return Optional.empty();
    }

    /**
     * Whether a connection may be on another node, judged by its token alone.
     *
     * @param token its token
     * @return false if the token names no other node, so there is nothing to forward
     */
    boolean isElsewhere(String token);

    /**
     * Lets the node that owns a connection handle a request. Call it when {@link #find} finds nothing: without sticky
     * sessions a load balancer may send a request to any node.
     *
     * @param request the request
     * @return completed with the answer, whose {@link ForwardedAnswer#end} must be called. Completed exceptionally if
     *     the other node does not answer in time: a {@link TransportException} says that no node received the request;
     *     after any other exception it may have been carried out. Empty if the token names no other node
     */
    Optional<CompletionStage<ForwardedAnswer>> forward(ForwardedRequest request);

    /**
     * Watches data that leaves for a client outside its connection's transport: the answers to polls, also for
     * connections of other nodes. A client that does not take it within the time for a send is cut off.
     *
     * @param pending the data
     */
    default void leaves(Pending pending) {}

    /**
     * Sets the handler of requests that other nodes forward to this one. Call it once, before the first request.
     *
     * @param handler handles the requests, on any thread, without blocking for long; if its answer has a listener for
     *     the outcome, the listener is called within a bounded time
     */
    void serveForwarded(Function<ForwardedRequest, CompletionStage<ForwardedAnswer>> handler);
}
