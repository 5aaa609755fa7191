package io.hubplane.observe;

import org.jspecify.annotations.Nullable;

/**
 * Observes what happens inside a node. Every method does nothing by default.
 *
 * <p>Every CDI bean of this type is called, whatever its qualifiers; if some beans are alternatives, only these. They
 * are called in the order of their {@code @Priority}, the lowest first and those without one last, then in the order of
 * their class names.
 *
 * <p>Any thread may call the methods, often while it handles a message, so they must not block. Times are in
 * nanoseconds, all of one clock, and are measured only for observers. {@link GuardedHubObserver} catches exceptions, so
 * they affect nothing else, not even other observers.
 *
 * <p>Whatever begins also ends, once each: {@link #transportConnected} is followed by {@link #connectionOpened} or
 * {@link #handshakeFailed}, {@link #connectionOpened} by {@link #connectionClosed}, {@link #callBegan} by
 * {@link #callReturned} and {@link #callEnded}, {@link #uploadBegan} by {@link #uploadEnded},
 * {@link #clientResultAsked} by {@link #clientResultEnded}. Events of a connection's calls may come after the end of
 * the connection, which waits for nothing.
 */
public interface HubObserver {
    /** Observes nothing. */
    HubObserver NONE = new HubObserver() {};

    /**
     * A client has connected a transport. The thread of the client's HTTP request calls it, for WebSockets before the
     * upgrade. It is called once for each connection, and again for each transport that continues the connection
     * (stateful reconnect).
     *
     * @param hub the hub's name
     * @param connectionId the connection's public id
     * @param transport the transport's name
     */
    default void transportConnected(String hub, String connectionId, String transport) {}

    /**
     * A transport ended without a handshake: the handshake was refused or did not come in time, or the client left
     * first.
     *
     * @param hub the hub's name
     * @param connectionId the connection's public id
     * @param transport the transport's name
     * @param reason why
     */
    default void handshakeFailed(String hub, String connectionId, String transport, CloseReason reason) {}

    /**
     * A connection has completed its handshake. The hub does not know it yet.
     *
     * @param connection the connection
     */
    default void connectionOpened(ObservedConnection connection) {}

    /**
     * A connection has ended after its handshake.
     *
     * @param connection the connection
     * @param nanos how long it was open
     * @param reason why
     * @param failure what failed, or null if it ended normally
     */
    default void connectionClosed(
            ObservedConnection connection, long nanos, CloseReason reason, @Nullable Throwable failure) {}

    /**
     * This node goes on with a connection that another node has handed over, because its client has come here. The hub
     * is not told, since for it the connection has not ended. This comes after {@link #connectionOpened}; on the other
     * node {@link #connectionClosed} has the reason {@link CloseReason#MOVED}.
     *
     * @param connection the connection, with the id that it had
     */
    default void connectionTaken(ObservedConnection connection) {}

    /**
     * A hub message of any kind was received.
     *
     * @param connection who sent it
     * @param bytes its length without framing
     */
    default void messageReceived(ObservedConnection connection, int bytes) {}

    /**
     * Queued messages were given to the container as one frame.
     *
     * @param connection the receiver
     * @param messages how many messages the frame holds
     * @param bytes the length of the messages
     */
    default void frameSent(ObservedConnection connection, int messages, int bytes) {}

    /**
     * Messages were dropped because the connection's queue was full: by its overflow policy, or together with all
     * waiting messages when the connection was closed for this reason, see {@link CloseReason#SLOW_CLIENT}.
     *
     * @param connection the receiver
     * @param messages how many
     */
    default void messagesDropped(ObservedConnection connection, int messages) {}

    /**
     * A call begins. The thread that is about to call the hub's method calls this, around the filters; for a call that
     * is refused when it arrives, the reading thread does. A call that has not begun when its connection ends is not
     * reported.
     *
     * @param call the call
     * @param waitedNanos how long the call has waited since it was received
     */
    default void callBegan(ObservedCall call, long waitedNanos) {}

    /**
     * The method of a call has returned, and its thread is free for other work. The thread that called
     * {@link #callBegan} calls this, so that observers can use thread-bound data. If the method has returned an
     * incomplete stage or stream, this comes before {@link #callEnded}, otherwise after it.
     *
     * @param call the call
     */
    default void callReturned(ObservedCall call) {}

    /**
     * A call has ended, and its client has been answered if it awaits an answer. Any thread may call this.
     *
     * @param call the call
     * @param nanos how long it took since it began
     * @param outcome how it ended
     * @param failure what failed or why it was refused, or null
     */
    default void callEnded(ObservedCall call, long nanos, CallOutcome outcome, @Nullable Throwable failure) {}

    /**
     * An item of a hub method's stream was queued for the client.
     *
     * @param call the call, of kind {@link CallKind#STREAM}
     */
    default void streamItemSent(ObservedCall call) {}

    /**
     * A client begins to send a stream to a method. The reading thread calls this, before the call begins.
     *
     * @param call the call of the stream
     * @param streamId the stream's id, chosen by the client
     */
    default void uploadBegan(ObservedCall call, String streamId) {}

    /**
     * A client has sent an item of a stream.
     *
     * @param call the call of the stream
     * @param streamId the stream's id
     * @param bytes the length of the message
     */
    default void uploadItemReceived(ObservedCall call, String streamId, int bytes) {}

    /**
     * A client's stream takes no more items: the client has ended it, the method wants no more, or something failed.
     *
     * @param call the call of the stream; it may already have ended
     * @param streamId the stream's id
     */
    default void uploadEnded(ObservedCall call, String streamId) {}

    /**
     * A client is asked for a result.
     *
     * @param question the connection and the question
     */
    default void clientResultAsked(ObservedClientResult question) {}

    /**
     * A client has given a result, or will not. Any thread may call this; the hub may no longer be waiting.
     *
     * @param question the connection and the question
     * @param nanos how long it took
     * @param outcome how it ended
     */
    default void clientResultEnded(ObservedClientResult question, long nanos, ObservedClientResult.Outcome outcome) {}

    /**
     * The application has sent a message: it is in the queues of this node's connections, and the backplane has it if
     * there may be other nodes. The sending thread calls this.
     *
     * @param hub the hub's name
     * @param recipients the kind of recipients
     * @param target the client method
     * @param connections how many connections of this node receive it; one that is in two of the groups counts twice
     * @param bytes its length with framing, in the protocol of the connection that came last; 0 if no connection here
     *     receives it
     * @param nanos how long it took to encode the message, to queue it and to give it to the backplane
     */
    default void messageSent(
            String hub, RecipientKind recipients, String target, int connections, int bytes, long nanos) {}

    /**
     * A client was refused something, slowed down or cut off because it reached a limit.
     *
     * @param hub the hub's name; empty if it is a limit of the node
     * @param limit the name of the limit: that of its setting without {@code hubplane.}, for example
     *     {@code maximum-groups-per-connection}; limits without a setting have names of the same form
     */
    default void limitReached(String hub, String limit) {}

    /**
     * The node is being drained. This is called about once a second until no connection is left.
     *
     * @param connections how many connections the node still has; 0 in the last call
     */
    default void nodeDraining(int connections) {}

    /**
     * The backplane has taken a message for other nodes.
     *
     * @param bytes its length
     * @param nanos how long it took since the message was written to the carrier
     */
    default void backplanePublished(int bytes, long nanos) {}

    /** The backplane could not take a message for other nodes, so they miss it. */
    default void backplanePublishFailed() {}

    /**
     * A message came from another node.
     *
     * @param bytes its length
     */
    default void backplaneReceived(int bytes) {}

    /**
     * How late this node reads what the carrier has for it. It is measured with each ping.
     *
     * @param nanos the time from a ping until its answer was read, after everything that came before it
     */
    default void backplaneLag(long nanos) {}

    /**
     * Messages of another node were lost on the way, and could not be had again.
     *
     * @param channel the channel of the messages
     * @param missing how many messages
     */
    default void backplaneGap(String channel, long missing) {}

    /**
     * Messages of another node were lost on the way, and have come from that node when they were asked for. Those that
     * could not be had are reported to {@link #backplaneGap}.
     *
     * @param channel the channel of the messages
     * @param messages how many messages
     */
    default void backplaneRecovered(String channel, long messages) {}

    /**
     * A message that claims to come from another node was dropped because its signature is wrong or missing.
     *
     * @param channel the channel of the message
     */
    default void backplaneRefused(String channel) {}

    /** The connection to the backplane broke; until it is back, nothing comes from other nodes. */
    default void backplaneInterrupted() {}

    /** The connection to the backplane is back, with all subscriptions. */
    default void backplaneRestored() {}

    /**
     * Another node has joined the farm: this node has heard it for the first time, or again after it counted as gone.
     * The events about nodes come one after another, in order.
     *
     * @param nodeId the node's id, new at every start
     * @param name its name
     */
    default void nodeJoined(String nodeId, String name) {}

    /**
     * Another node has gone.
     *
     * @param nodeId the node's id
     * @param name its name
     * @param announced whether it said so; if not, it was silent for too long
     */
    default void nodeGone(String nodeId, String name, boolean announced) {}

    /**
     * Somebody is present, on any node, who was not before, or with other data.
     *
     * @param hub the hub's name
     * @param group the group; empty for the hub as a whole
     * @param connectionId the connection
     * @param nodeId the id of its node
     */
    default void presenceJoined(String hub, String group, String connectionId, String nodeId) {}

    /**
     * Somebody is no longer present.
     *
     * @param hub the hub's name
     * @param group the group; empty for the hub as a whole
     * @param connectionId the connection
     * @param nodeId the id of its node
     */
    default void presenceLeft(String hub, String group, String connectionId, String nodeId) {}
}
