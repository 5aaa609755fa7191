package io.hubplane.observe;

import org.jspecify.annotations.Nullable;

/**
 * Listens to what happens inside a node. Every method does nothing by default.
 *
 * <p>Every CDI bean of this type listens, whatever its qualifiers; if some are alternatives, those alone. They hear in
 * the order of their {@code @Priority}, the lowest first and those without at the end, then of the names of their
 * classes.
 *
 * <p>Methods are called by any thread, often on the way of a message: they must not block. Times are nanoseconds, of
 * one clock, measured for observers alone. An exception is caught by {@link GuardedHubObserver} and disturbs nobody,
 * other observers included.
 *
 * <p>What begins ends, once each: {@link #transportConnected} is followed by {@link #connectionOpened} or {@link
 * #handshakeFailed}, {@link #connectionOpened} by {@link #connectionClosed}, {@link #callBegan} by {@link
 * #callReturned} and {@link #callEnded}, {@link #uploadBegan} by {@link #uploadEnded}, {@link #clientResultAsked} by
 * {@link #clientResultEnded}. What belongs to a connection may come after its end, which waits for nobody.
 */
public interface HubObserver {
    /** Listens to nothing. */
    HubObserver NONE = new HubObserver() {};

    /**
     * A client has come with a transport for a connection. Called by the thread of its HTTP request, for WebSockets
     * before the upgrade; once for each connection, and again for each transport by which it is taken up again
     * (stateful reconnect).
     *
     * @param hub the hub's name
     * @param connectionId the connection's public id
     * @param transport the transport's name
     */
    default void transportConnected(String hub, String connectionId, String transport) {}

    /**
     * A client that came with a transport has ended without a handshake: it was refused, did not come in time, or the
     * client went before.
     *
     * @param hub the hub's name
     * @param connectionId the connection's public id
     * @param transport the transport's name
     * @param reason why
     */
    default void handshakeFailed(String hub, String connectionId, String transport, CloseReason reason) {}

    /**
     * A connection has completed its handshake. The hub has not heard of it yet.
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
     * @param failure what failed, or null if it ended in the regular way
     */
    default void connectionClosed(
            ObservedConnection connection, long nanos, CloseReason reason, @Nullable Throwable failure) {}

    /**
     * A hub message was received, whatever it is.
     *
     * @param connection who sent it
     * @param bytes its length without framing
     */
    default void messageReceived(ObservedConnection connection, int bytes) {}

    /**
     * Queued messages were handed to the container as one frame.
     *
     * @param connection whom they are for
     * @param messages how many messages the frame holds
     * @param bytes their length
     */
    default void frameSent(ObservedConnection connection, int messages, int bytes) {}

    /**
     * Messages were dropped because the connection's queue was full: by its overflow policy, or with all that waited
     * when the connection was closed for it, see {@link CloseReason#SLOW_CLIENT}.
     *
     * @param connection whom they were for
     * @param messages how many
     */
    default void messagesDropped(ObservedConnection connection, int messages) {}

    /**
     * A call begins. Called by the thread that is about to call the hub's method, around the filters; for a call that
     * is refused on receipt, by the thread that reads. A call that has not begun when its connection ends is not heard
     * of.
     *
     * @param call the call
     * @param waitedNanos how long it has waited since it was received
     */
    default void callBegan(ObservedCall call, long waitedNanos) {}

    /**
     * The method of a call has returned, and its thread goes on to other things. Called by the same thread as {@link
     * #callBegan}, for what is bound to it; before {@link #callEnded} if the method has returned a stage or stream that
     * is not complete, and after it else.
     *
     * @param call the call
     */
    default void callReturned(ObservedCall call) {}

    /**
     * A call has ended, and its client was answered if it awaits an answer. Called by any thread.
     *
     * @param call the call
     * @param nanos how long it took since it began
     * @param outcome how it went
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
     * A client begins to send a stream to a method. Called by the thread that reads, before the call begins.
     *
     * @param call the call it belongs to
     * @param streamId the stream's id, the client's choice
     */
    default void uploadBegan(ObservedCall call, String streamId) {}

    /**
     * A client has sent an item of a stream.
     *
     * @param call the call it belongs to
     * @param streamId the stream's id
     * @param bytes the length of the message
     */
    default void uploadItemReceived(ObservedCall call, String streamId, int bytes) {}

    /**
     * A stream of a client takes no more items: the client has ended it, the method wants no more, or something failed.
     *
     * @param call the call it belongs to, which may have ended before
     * @param streamId the stream's id
     */
    default void uploadEnded(ObservedCall call, String streamId) {}

    /**
     * A client is asked for a result.
     *
     * @param question whom and what
     */
    default void clientResultAsked(ObservedClientResult question) {}

    /**
     * A client has given a result, or will not. Called by any thread; the hub may have gone on before.
     *
     * @param question whom and what
     * @param nanos how long it took
     * @param outcome how it went
     */
    default void clientResultEnded(ObservedClientResult question, long nanos, ClientResultOutcome outcome) {}

    /**
     * The application has sent a message: it waits in the queues of this node's connections and has been given to the
     * backplane, if there may be other nodes. Called by the thread that sends.
     *
     * @param hub the hub's name
     * @param recipients whom it is for
     * @param target the client method
     * @param connections how many connections of this node it is for; who is in two of the groups counts twice
     * @param bytes its length, with framing, in the protocol of the connection that came last; 0 if it is for none here
     * @param nanos how long it took to encode, to queue and to hand over
     */
    default void messageSent(
            String hub, RecipientKind recipients, String target, int connections, int bytes, long nanos) {}

    /**
     * A client was refused something, held back or cut off because it had reached a limit.
     *
     * @param hub the hub's name; empty if the limit is one of the node
     * @param limit the limit, by the name of its setting without {@code hubplane.}, for example
     *     {@code maximum-groups-per-connection}; those that cannot be set have names of the same form
     */
    default void limitReached(String hub, String limit) {}

    /**
     * The backplane took a message for other nodes.
     *
     * @param bytes its length
     * @param nanos how long it took since it was written to the transport
     */
    default void backplanePublished(int bytes, long nanos) {}

    /** The backplane could not take a message for other nodes: they miss it. */
    default void backplanePublishFailed() {}

    /**
     * A message came from another node.
     *
     * @param bytes its length
     */
    default void backplaneReceived(int bytes) {}

    /**
     * How far this node is behind in reading what the transport has for it; measured with each ping.
     *
     * @param nanos how long it took from a ping until its answer was read, behind all that came before it
     */
    default void backplaneLag(long nanos) {}

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
