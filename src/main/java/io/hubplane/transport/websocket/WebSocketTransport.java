package io.hubplane.transport.websocket;

import io.hubplane.transport.Batch;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportType;
import io.hubplane.transport.Wire;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;

/** Sends over a WebSocket (Transport Protocols, <em>WebSockets (Full Duplex)</em>). */
final class WebSocketTransport implements Transport {
    private static final Logger LOGGER = System.getLogger(WebSocketTransport.class.getName());

    private final Session session;
    private final Inbound inbound;
    private final FrameSender sender;
    private final Reading reading;
    private boolean closing;

    /**
     * Kept no longer than needed: Payara keeps the objects of a WebSocket, and they would keep those of its connection.
     */
    private volatile Wire wire;

    WebSocketTransport(Session session, Inbound inbound, Reading reading, Wire wire) {
        this.session = session;
        this.inbound = inbound;
        this.sender = WebSocketEngine.sender(session);
        this.reading = reading;
        this.wire = wire;
    }

    /** Whether this side has begun to close. Then the end that follows is no failure, whatever its status is. */
    synchronized boolean isClosing() {
        return closing;
    }

    /** The session closes, closed by either side. */
    void ended() {
        sender.end();
        reading.end();
    }

    @Override
    public TransportType type() {
        return TransportType.WEB_SOCKETS;
    }

    @Override
    public boolean carriesBinary() {
        return true;
    }

    @Override
    public boolean sendsFromAnyThread() {
        return true;
    }

    @Override
    public void send(Batch batch, Completion completion) {
        sender.send(batch, completion);
    }

    @Override
    public long partialFor(long now) {
        return reading.partialFor(now);
    }

    @Override
    public boolean pauseReceiving() {
        reading.pause();
        return false;
    }

    @Override
    public void keepOpen() {
        try {
            session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "An unused WebSocket could not be pinged", e);
        }
    }

    @Override
    public void close(CloseStatus status) {
        if (!beginsToClose()) {
            return;
        }
        sender.end();
        reading.end();
        try {
            session.close(new CloseReason(CloseCodes.getCloseCode(status.code()), ""));
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "The WebSocket was gone before it could be closed", e);
        }
        // Not left to the container: some report the end only when the peer has answered, which may never happen.
        inbound.closed(null);
        inbound.released(wire);
        wire = Wire.UNREACHABLE;
    }

    /**
     * Waits for the client's close frame. If both sides closed at the same time, the client would end its TCP
     * connection while the container is still closing here, on another thread than the reading one. Then Payara 6 may
     * end the next request that uses the same objects (seen with 6.2025.10), and a client that is still writing gets a
     * reset.
     */
    @Override
    public void leaveToClient(CloseStatus status) {}

    private synchronized boolean beginsToClose() {
        boolean first = !closing;
        closing = true;
        return first;
    }
}
