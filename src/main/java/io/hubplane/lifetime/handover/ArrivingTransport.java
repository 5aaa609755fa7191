package io.hubplane.lifetime.handover;

import io.hubplane.connection.HandoverHost;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Identity;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportType;
import io.hubplane.transport.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The connection of another node, as the transport of its client sees it: keeps what the client sends until the
 * connection is here, and then stands for it. A client that sends nothing moves nothing; its transport is left to it.
 *
 * <p>Safe for any thread, as {@link TransportConnection} says.
 */
final class ArrivingTransport implements TransportConnection {
    /** How much the client may send in the meantime, in bytes: ten times what official clients keep to send again. */
    private static final int MOST = 1024 * 1024;

    private final HandoverHost host;
    private final String token;
    private final RequestInfo request;
    private final Runnable spoken;
    private final Runnable left;

    /** The connection, when it is here and has got everything that was kept. */
    private volatile @Nullable TransportConnection real;

    // Guarded by this.
    private final Queue<ByteBuffer> kept = new ArrayDeque<>();
    private int bytes;
    private @Nullable Transport transport;
    private boolean begun;
    private boolean over;
    private boolean closed;

    /**
     * Makes the transport's side of a connection.
     *
     * @param spoken run once, when the client has sent something
     * @param left run when the transport closes before the connection is here, if the client has sent something
     */
    ArrivingTransport(HandoverHost host, String token, RequestInfo request, Runnable spoken, Runnable left) {
        this.host = host;
        this.token = token;
        this.request = request;
        this.spoken = spoken;
        this.left = left;
    }

    @Override
    public String id() {
        return "";
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public Claim claim(TransportType type, RequestInfo again) {
        return type == TransportType.WEB_SOCKETS ? Claim.GRANTED : Claim.OTHER_TRANSPORT;
    }

    @Override
    public boolean renewed(Identity identity) {
        return request.identity().isSameUser(identity);
    }

    @Override
    public void abandoned() {
        // Nothing has moved.
    }

    @Override
    public int maximumMessageSize() {
        return host.maximumMessageSize();
    }

    @Override
    public void opened(Transport opened) {
        synchronized (this) {
            transport = opened;
        }
        host.leaveUnused(this, opened);
    }

    @Override
    public void received(ByteBuffer data) {
        TransportConnection there = real;
        if (there == null) {
            there = keep(data);
        }
        if (there != null) {
            there.received(data);
        }
    }

    @Override
    public void received(ByteBuffer data, Identity sender) {
        received(data);
    }

    /** Keeps what came; the connection if it is here by now. */
    private @Nullable TransportConnection keep(ByteBuffer data) {
        boolean first;
        boolean tooMuch;
        synchronized (this) {
            if (real != null || over) {
                return real;
            }
            tooMuch = bytes + data.remaining() > MOST;
            if (!tooMuch) {
                bytes += data.remaining();
                kept.add(ByteBuffer.allocate(data.remaining()).put(data).flip());
            }
            first = !begun;
            begun = true;
        }
        if (first) {
            host.used(this);
            spoken.run();
        }
        if (tooMuch) {
            end();
            left.run();
        }
        return null;
    }

    /** The connection is here. What was kept goes to it first, on another thread, since the connection may hold it back. */
    void goOn(TransportConnection connection) {
        Transport opened;
        synchronized (this) {
            opened = transport;
        }
        if (opened == null || connection.claim(TransportType.WEB_SOCKETS, request) != Claim.GRANTED) {
            end();
            return;
        }
        connection.opened(opened);
        host.run(() -> passOn(connection));
    }

    private void passOn(TransportConnection connection) {
        for (ByteBuffer next = next(connection); next != null; next = next(connection)) {
            connection.received(next);
        }
        boolean ended;
        synchronized (this) {
            ended = closed;
        }
        if (ended) {
            connection.closed(new IllegalStateException("The client has gone while its connection was handed over"));
        }
    }

    private synchronized @Nullable ByteBuffer next(TransportConnection connection) {
        ByteBuffer next = kept.poll();
        if (next == null) {
            real = connection;
        }
        return next;
    }

    /** The connection does not come. */
    void end() {
        Transport opened;
        synchronized (this) {
            over = true;
            kept.clear();
            opened = transport;
        }
        if (opened != null) {
            opened.close(CloseStatus.SERVICE_RESTART);
        }
    }

    @Override
    public void heard() {
        TransportConnection there = real;
        if (there != null) {
            there.heard();
        }
    }

    @Override
    public boolean isCrowded() {
        TransportConnection there = real;
        return there != null && there.isCrowded();
    }

    @Override
    public void tooLong() {
        TransportConnection there = real;
        if (there != null) {
            there.tooLong();
        } else {
            end();
            left.run();
        }
    }

    @Override
    public void closed(@Nullable Throwable failure) {
        boolean moving;
        synchronized (this) {
            closed = true;
            moving = begun && !over;
        }
        TransportConnection there = real;
        if (there != null) {
            there.closed(failure);
        } else if (moving) {
            left.run();
        } else {
            host.used(this);
        }
    }

    @Override
    public void released(Wire wire) {
        host.released(wire);
    }
}
