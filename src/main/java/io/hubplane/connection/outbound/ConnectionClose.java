package io.hubplane.connection.outbound;

import io.hubplane.observe.CloseReason;
import io.hubplane.protocol.HandshakeProtocol;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.ProtocolException;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * How a connection ends.
 *
 * @param why the reason, for observers
 * @param reason what failed, or null if the connection ends normally
 * @param farewell the last message, or null if the client cannot be told
 * @param status the status for the transport
 * @param manner what happens to messages that wait to be sent
 */
public record ConnectionClose(
        CloseReason why,
        @Nullable Throwable reason,
        @Nullable EncodedMessage farewell,
        CloseStatus status,
        Manner manner) {
    /** What happens to the messages that wait to be sent. */
    public enum Manner {
        /** They leave, then the farewell leaves. */
        FLUSH,
        /** They leave, then the farewell leaves, then the client closes. */
        FLUSH_TO_CLOSING_CLIENT,
        /** They are dropped; only the farewell leaves. */
        DISCARD,
        /** Nothing leaves any more. */
        ABRUPT
    }

    private static final String CLOSED_WITH_ERROR = "Connection closed with an error.";

    /** The transport is gone or unusable. */
    public static ConnectionClose abrupt(CloseReason why, @Nullable Throwable reason) {
        return new ConnectionClose(
                why, reason, null, reason == null ? CloseStatus.NORMAL : CloseStatus.INTERNAL_ERROR, Manner.ABRUPT);
    }

    /**
     * The client, the application or the node ends the connection.
     *
     * @param protocol the client's protocol, or null if none was agreed on, so that the client cannot be told
     */
    public static ConnectionClose regular(
            CloseReason why, @Nullable HubProtocol protocol, boolean allowReconnect, CloseStatus status) {
        return new ConnectionClose(why, null, farewell(protocol, null, allowReconnect), status, Manner.FLUSH);
    }

    /** The application ends the connection for a reason that the client is told. */
    public static ConnectionClose disconnected(@Nullable HubProtocol protocol, String reason) {
        return new ConnectionClose(
                CloseReason.ABORTED, null, farewell(protocol, reason, false), CloseStatus.NORMAL, Manner.FLUSH);
    }

    /** The client has sent Close, with or without an error. */
    public static ConnectionClose closedByClient(@Nullable HubProtocol protocol, @Nullable String error) {
        Throwable reason = error == null ? null : new ConnectionException("The client closed with an error: " + error);
        return new ConnectionClose(
                CloseReason.CLIENT,
                reason,
                farewell(protocol, null, false),
                CloseStatus.NORMAL,
                Manner.FLUSH_TO_CLOSING_CLIENT);
    }

    /**
     * Something failed.
     *
     * @param detailed whether the client is told what failed
     */
    public static ConnectionClose failed(
            CloseReason why,
            @Nullable HubProtocol protocol,
            Throwable reason,
            boolean allowReconnect,
            boolean detailed,
            Manner manner) {
        String text = text(CLOSED_WITH_ERROR, reason, detailed);
        CloseStatus status =
                reason instanceof ProtocolException ? CloseStatus.POLICY_VIOLATION : CloseStatus.INTERNAL_ERROR;
        return new ConnectionClose(why, reason, farewell(protocol, text, allowReconnect), status, manner);
    }

    /** The handshake failed. */
    public static ConnectionClose refused(CloseReason why, String error, @Nullable Throwable cause, boolean detailed) {
        byte[] answer = HandshakeProtocol.error(text(error, cause, detailed));
        return new ConnectionClose(why, cause, EncodedMessage.control(answer), CloseStatus.NORMAL, Manner.FLUSH);
    }

    /** Closes the transport, or lets the client close it, after the last message. */
    void close(Transport transport) {
        if (manner == Manner.FLUSH_TO_CLOSING_CLIENT) {
            transport.leaveToClient(status);
        } else {
            transport.close(status);
        }
    }

    private static String text(String text, @Nullable Throwable cause, boolean detailed) {
        return cause == null || !detailed
                ? text
                : text + " " + cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private static @Nullable EncodedMessage farewell(
            @Nullable HubProtocol protocol, @Nullable String error, boolean allowReconnect) {
        return protocol == null
                ? null
                : EncodedMessage.control(protocol.write(new HubMessage.Close(error, allowReconnect)));
    }
}
