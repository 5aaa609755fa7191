package io.hubplane.backplane;

import io.hubplane.observe.BackplaneStatistics;
import java.util.concurrent.CompletionStage;

/**
 * Carries messages from one node to those that have subscribed to their scope.
 *
 * <p>It knows scopes, bytes and nodes, never a connection. Delivery is at most once; messages published by one thread
 * to one scope arrive in that order at every subscriber; a message lost between two others of the same node and scope
 * is noticed, and fetched again or reported. A node's own messages do not come back to it, since local delivery is the
 * publisher's business; only those to {@link Scope#heartbeats} do, which show a node whether it hears.
 *
 * <p>Life cycle: {@link #start}, then any use, then {@link #close}. All methods are safe for any thread; none blocks
 * except {@code close}. The returned stages may be completed by a thread that also carries messages: their dependent
 * actions must not block.
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
     * Begins to connect. Returns at once, whether or not the carrier answers; from then on the connection is kept open.
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
     * Whether other nodes do what this one tells them besides delivering to clients: put a connection into a group, ask
     * a client, answer a request. False if messages are not signed and the carrier can be written to by others than
     * nodes.
     *
     * @return the same for as long as the backplane lives
     */
    default boolean carriesCommands() {
        return true;
    }

    /**
     * Whether messages of one node arrive in their order also if they are for different scopes. Connections can be handed
     * over between nodes only then.
     *
     * @return the same for as long as the backplane lives
     */
    default boolean keepsOrderBetweenScopes() {
        return true;
    }

    /**
     * Whether messages that other nodes have published, and that others may have received, may still come here late: they
     * were lost on the way and are fetched again, or it is not known yet whether any were lost. If not, everything has
     * been passed on that the carrier took before the last message that was passed on, except for what was reported as
     * lost.
     *
     * @return whether it is so now
     */
    default boolean isBehind() {
        return false;
    }

    /**
     * Hands a message to the carrier.
     *
     * @param scope who receives it
     * @param message the message, made by {@link BackplaneCodec}; the caller must not change it afterwards. The
     *     backplane may fill in its {@link BackplaneStamp}; the same array may be published to several scopes
     * @return completed when the backplane has taken the message, whether or not anybody has subscribed: the carrier
     *     has answered, or it is away and the message waits for it, for a bounded time. Completed exceptionally with a
     *     {@link BackplaneException} if the message was not taken, or if that is unknown
     */
    CompletionStage<Void> publish(Scope scope, byte[] message);

    /**
     * Whether a node has subscribed to a scope to which one at most does ({@link Scope#requireOneNode}), so whether
     * that node is there. A carrier that keeps no list of subscribers can answer by the node's lease.
     *
     * <p>The answer is true of a moment after the call, and of one before any message to that scope that the same
     * thread publishes after it is taken.
     *
     * @param scope the scope
     * @return whether a node has, this one included; completed exceptionally with a {@link BackplaneException} if it is
     *     unknown: the carrier is away or does not say
     * @throws IllegalArgumentException if several nodes may subscribe to the scope
     */
    CompletionStage<Boolean> hasSubscriber(Scope scope);

    /**
     * Begins to receive what is for a scope. Each scope has at most one subscriber: a later one replaces the earlier
     * one. The last call for a scope, to this method or to {@link #unsubscribe}, decides, whether or not the calls
     * before it have completed.
     *
     * @param scope the scope
     * @param subscriber called with each message
     * @return completed when every message published from then on is received. While the carrier is away it is
     *     completed at once: the subscription is kept and becomes live when the carrier is back; until then only local
     *     delivery works
     */
    CompletionStage<Void> subscribe(Scope scope, BackplaneSubscriber subscriber);

    /**
     * Stops receiving what is for a scope.
     *
     * @param scope the scope
     * @return completed when nothing more is received
     */
    CompletionStage<Void> unsubscribe(Scope scope);

    /**
     * Figures about this node's exchange with the others. Does not block.
     *
     * @return the statistics; all zeros if the backplane does not count
     */
    default BackplaneStatistics statistics() {
        return BackplaneStatistics.NONE;
    }

    /**
     * Ends all subscriptions, connections and threads, and waits for them for a bounded time. A second call does
     * nothing.
     */
    @Override
    void close();
}
