package io.hubplane.observe;

/**
 * Listens to what happens inside a node. Every method does nothing by default.
 *
 * <p>Every CDI bean of this type listens, whatever its qualifiers; if some are alternatives, those alone.
 *
 * <p>Methods are called by any thread, often on the way of a message: they must not block. An exception is caught by
 * {@link GuardedHubObserver} and disturbs nobody.
 */
public interface HubObserver {
    /** Listens to nothing. */
    HubObserver NONE = new HubObserver() {};

    /**
     * A connection completed its handshake.
     *
     * @param hub the hub's name
     * @param transport the transport's name
     */
    default void connectionOpened(String hub, String transport) {}

    /**
     * A connection ended after its handshake.
     *
     * @param hub the hub's name
     * @param transport the transport's name
     * @param nanos how long it was open, in nanoseconds
     * @param regular whether it ended without an error
     */
    default void connectionClosed(String hub, String transport, long nanos, boolean regular) {}

    /**
     * A handshake was refused or did not come in time.
     *
     * @param hub the hub's name
     */
    default void handshakeFailed(String hub) {}

    /**
     * A hub message was received.
     *
     * @param hub the hub's name
     * @param bytes its length in bytes without framing
     */
    default void messageReceived(String hub, int bytes) {}

    /**
     * Queued messages were handed to the container as one frame.
     *
     * @param hub the hub's name
     * @param messages how many messages the frame holds
     * @param bytes their length in bytes
     */
    default void frameSent(String hub, int messages, int bytes) {}

    /**
     * A message was dropped, or its connection closed, because the connection's queue was full.
     *
     * @param hub the hub's name
     */
    default void sendDropped(String hub) {}

    /**
     * A client was refused something, held back or cut off because it had reached a limit.
     *
     * @param hub the hub's name; empty if the limit is one of the node
     * @param limit the limit, by the name of its setting without {@code hubplane.}, for example
     *     {@code maximum-groups-per-connection}; those that cannot be set have names of the same form
     */
    default void limitReached(String hub, String limit) {}

    /**
     * A hub method ended.
     *
     * @param hub the hub's name
     * @param method the method's name
     * @param nanos how long it took, in nanoseconds
     * @param succeeded whether it returned a result
     */
    default void invocationCompleted(String hub, String method, long nanos, boolean succeeded) {}

    /**
     * The backplane took a message for other nodes.
     *
     * @param bytes its length in bytes
     */
    default void backplanePublished(int bytes) {}

    /** The backplane could not take a message for other nodes: they miss it. */
    default void backplanePublishFailed() {}

    /**
     * A message came from another node.
     *
     * @param bytes its length in bytes
     */
    default void backplaneReceived(int bytes) {}

    /**
     * Messages of another node were lost on the way.
     *
     * @param channel where
     * @param missing how many
     */
    default void backplaneGap(String channel, long missing) {}

    /**
     * A message that claims to be of another node was dropped because its signature is false or missing.
     *
     * @param channel where
     */
    default void backplaneRefused(String channel) {}

    /** The connection to the backplane broke: nothing comes from other nodes until it is back. */
    default void backplaneInterrupted() {}

    /** The connection to the backplane is back, with all subscriptions. */
    default void backplaneRestored() {}
}
