package io.hubplane.conformance.application;

import io.hubplane.transport.Batch;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Identity;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportType;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A connection without a hub, which sends back what it receives. Safe for any thread. */
final class EchoConnection implements TransportConnection {
    private final String id;
    private final String token;
    private final Runnable carried;
    private final Runnable ended;
    private final Queue<EchoMessage> waiting = new ArrayDeque<>();
    private boolean claimed;
    private boolean sending;
    private @Nullable Transport transport;

    EchoConnection(String id, String token, Runnable carried, Runnable ended) {
        this.id = id;
        this.token = token;
        this.carried = carried;
        this.ended = ended;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public synchronized Claim claim(TransportType type, RequestInfo request) {
        boolean first = !claimed;
        claimed = true;
        carried.run();
        return first ? Claim.GRANTED : Claim.TAKEN;
    }

    @Override
    public boolean renewed(Identity identity) {
        return true; // any user may use an echo
    }

    @Override
    public void abandoned() {
        ended.run();
    }

    @Override
    public void opened(Transport opened) {
        synchronized (this) {
            transport = opened;
        }
        sendNext();
    }

    @Override
    public void received(ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        if (bytes.length > 0) {
            synchronized (this) {
                waiting.add(new EchoMessage(bytes));
            }
            sendNext();
        }
    }

    @Override
    public void received(ByteBuffer data, Identity sender) {
        received(data);
    }

    private void sendNext() {
        Transport opened;
        EchoMessage next;
        synchronized (this) {
            opened = transport;
            if (sending || opened == null || waiting.isEmpty()) {
                return;
            }
            next = waiting.remove();
            sending = true;
        }
        opened.send(new Batch(List.of(next), next.length(), true), failure -> sent(opened, failure));
    }

    private void sent(Transport opened, @Nullable Throwable failure) {
        synchronized (this) {
            sending = false;
        }
        if (failure == null) {
            sendNext();
        } else {
            opened.close(CloseStatus.INTERNAL_ERROR);
        }
    }

    @Override
    public void closed(@Nullable Throwable failure) {
        ended.run();
    }
}
