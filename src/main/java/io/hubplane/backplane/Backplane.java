package io.hubplane.backplane;

import io.hubplane.observe.BackplaneStatistics;
import java.util.concurrent.CompletionStage;

/**
 * Carries messages from one node to those that have subscribed to their scope.
 *
 * <p>It knows scopes, bytes and nodes, never a connection. Delivery is at most once; messages published by one thread
 * to one scope arrive in that order at every subscriber; what is lost between two messages of a node to a scope is
 * noticed and reported. A node's own messages do not come back to it: local delivery is the publisher's business.
 *
 * <p>Life cycle: {@link #start}, then any use, then {@link #close}. All methods are safe for any thread; none blocks
 * except {@code close}. The stages they return may be completed by a thread that also carries messages: what depends on
 * them must not block.
 */
public interface Backplane extends AutoCloseable {
    /** The length of a node id: 12 characters of the base64url alphabet. */
    int NODE_ID_LENGTH = 12;

    /**
     * The identity of this node, new at every start.
     *
     * @return {@link #NODE_ID_LENGTH} characters of the base64url alphabet
     */
    String nodeId();

    /**
     * Begins to connect. Returns at once, whether the carrier answers or not; the connection is kept up from then on.
     *
     * @throws BackplaneException if it cannot begin at all
     */
    void start();

    /**
     * Whether there may be other nodes, now or later; if not, nothing needs to be published.
     *
     * @return the same for as long as the backplane lives
     */
    default boolean reachesOthers() {
        return true;
    }

    /**
     * Whether other nodes do what this one tells them besides delivering to clients: put a connection into a group, ask a
     * client, answer a request. Not over a carrier that others than nodes can write to, if messages are not signed.
     *
     * @return the same for as long as the backplane lives
     */
    default boolean carriesCommands() {
        return true;
    }

    /**
     * Hands a message to the carrier.
     *
     * @param scope whom it is for
     * @param message the message, made by {@link BackplaneCodec}; not to be changed afterwards by the caller. The
     *     backplane may fill in its {@link BackplaneStamp}; the same array may be published to several scopes
     * @return the number of nodes that had subscribed, this one included if it had; completed exceptionally with a
     *     {@link BackplaneException} when the message could not be handed over
     */
    CompletionStage<Integer> publish(Scope scope, byte[] message);

    /**
     * Begins to receive what is for a scope. At most one subscriber for each scope: a later one takes the place of the
     * earlier. What is subscribed in the end is what the last call for the scope asked for, this method or
     * {@link #unsubscribe}, whether the calls before it have been completed or not.
     *
     * @param scope the scope
     * @param subscriber told of each message
     * @return completed when every message published from then on is received. While the carrier is away it is
     *     completed at once: the subscription is kept and becomes live when the carrier is back, and until then only
     *     local delivery works
     */
    CompletionStage<Void> subscribe(Scope scope, BackplaneSubscriber subscriber);

    /**
     * Ceases to receive what is for a scope.
     *
     * @param scope the scope
     * @return completed when nothing more is received
     */
    CompletionStage<Void> unsubscribe(Scope scope);

    /**
     * How this node stands with the others. Blocks for nothing.
     *
     * @return the statistics; nothing but zeros from a backplane that does not count
     */
    default BackplaneStatistics statistics() {
        return BackplaneStatistics.NONE;
    }

    /** Ends all subscriptions, connections and threads; waits for them, for a bounded time. A second call does nothing. */
    @Override
    void close();
}
