package io.hubplane.protocol.messagepack;

/** The numbers of the kinds of messages (Hub Protocol, <em>Message types</em>) and of completions. */
final class MessageTypes {
    static final int INVOCATION = 1;
    static final int STREAM_ITEM = 2;
    static final int COMPLETION = 3;
    static final int STREAM_INVOCATION = 4;
    static final int CANCEL_INVOCATION = 5;
    static final int PING = 6;
    static final int CLOSE = 7;
    static final int ACK = 8;
    static final int SEQUENCE = 9;

    static final int ERROR_RESULT = 1;
    static final int VOID_RESULT = 2;
    static final int NON_VOID_RESULT = 3;

    private MessageTypes() {}
}
