package io.hubplane.transport.websocket;

import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportException;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket of any hub; which connection it carries was decided before the upgrade.
 *
 * <p>Messages are taken in parts: a container limits whole messages by a buffer of its own (Tomcat: 8,192 bytes), but
 * never parts.
 *
 * <p>Public only since Tyrus calls it by reflection; {@link WebSocketUpgrader} makes it known to a container.
 */
public final class HubEndpoint extends Endpoint {
    /** Codes below belong to the protocol itself; from here on peers define their meaning. */
    private static final int FIRST_APPLICATION_CODE = 3000;

    /**
     * By how many bytes a frame may be longer than a message where frames are gathered whole; no client sends such long
     * frames.
     */
    private static final int FRAME_ALLOWANCE = 64 * 1024;

    private @Nullable Inbound inbound;
    private @Nullable WebSocketTransport transport;

    HubEndpoint() {}

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        HandedConnection handed = Objects.requireNonNull(
                HandedConnection.takeFrom(session.getUserProperties()), "no connection was handed over");
        TransportConnection connection = handed.connection();
        handed.wire().holdLittle();
        Reading reading = WebSocketEngine.reading(session);
        Inbound in = new Inbound(connection, reading);
        WebSocketTransport out = new WebSocketTransport(session, in, reading, handed.wire());
        inbound = in;
        transport = out;
        // Several messages may share a frame.
        reading.limit((long) connection.maximumMessageSize() + FRAME_ALLOWANCE, in::tooLong);
        session.addMessageHandler(String.class, in::text);
        session.addMessageHandler(ByteBuffer.class, in::binary);
        in.opened(out);
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        if (transport != null) {
            transport.ended();
            if (transport.isClosing()) {
                return; // the closing side tells the connection when the container has done its part
            }
        }
        end(isRegular(reason) ? null : new TransportException("The WebSocket ended with status " + code(reason)));
    }

    @Override
    public void onError(Session session, Throwable failure) {
        end(failure);
        if (transport != null) {
            transport.close(CloseStatus.INTERNAL_ERROR);
        }
    }

    private void end(@Nullable Throwable failure) {
        if (inbound != null) {
            inbound.closed(failure);
        }
    }

    private static boolean isRegular(CloseReason reason) {
        int code = code(reason);
        return code == CloseCodes.NORMAL_CLOSURE.getCode()
                || code == CloseCodes.GOING_AWAY.getCode()
                || code == CloseCodes.NO_STATUS_CODE.getCode()
                || code >= FIRST_APPLICATION_CODE;
    }

    private static int code(CloseReason reason) {
        return reason.getCloseCode().getCode();
    }
}
