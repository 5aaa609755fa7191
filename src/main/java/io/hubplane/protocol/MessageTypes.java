package io.hubplane.protocol;

/** The numbers of the kinds of messages (Hub Protocol, <em>Message types</em>). */
public final class MessageTypes {
    /** Calls a method. */
    public static final int INVOCATION = 1;
    /** An item of a stream. */
    public static final int STREAM_ITEM = 2;
    /** Ends a call or a stream. */
    public static final int COMPLETION = 3;
    /** Calls a method that streams. */
    public static final int STREAM_INVOCATION = 4;
    /** Cancels a call. */
    public static final int CANCEL_INVOCATION = 5;
    /** Shows that the peer is alive. */
    public static final int PING = 6;
    /** Ends the connection. */
    public static final int CLOSE = 7;
    /** Acknowledges messages. */
    public static final int ACK = 8;
    /** Says which message comes next. */
    public static final int SEQUENCE = 9;

    private MessageTypes() {}
}
