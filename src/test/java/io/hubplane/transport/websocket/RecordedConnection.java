package io.hubplane.transport.websocket;

import io.hubplane.transport.Identity;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportType;
import io.hubplane.transport.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A connection that records what its transport tells it, and then runs what the test has set for that event. */
final class RecordedConnection implements TransportConnection {
    /** The events, in order: {@code opened}, {@code received hello}, {@code closed null}. */
    final List<String> events = new CopyOnWriteArrayList<>();

    final List<Wire> released = new CopyOnWriteArrayList<>();

    @Nullable
    Transport transport;

    Runnable onReceived = () -> {};

    @Override
    public String id() {
        return "id";
    }

    @Override
    public String token() {
        return "token";
    }

    @Override
    public boolean renewed(Identity identity) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Claim claim(TransportType type, RequestInfo request) {
        return Claim.GRANTED;
    }

    @Override
    public void abandoned() {
        events.add("abandoned");
    }

    @Override
    public void opened(Transport opened) {
        transport = opened;
        events.add("opened");
    }

    @Override
    public void received(ByteBuffer data) {
        events.add("received " + StandardCharsets.UTF_8.decode(data));
        onReceived.run();
    }

    @Override
    public void received(ByteBuffer data, Identity sender) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void tooLong() {
        events.add("too long");
    }

    @Override
    public void released(Wire wire) {
        released.add(wire);
    }

    @Override
    public void closed(@Nullable Throwable failure) {
        events.add("closed " + (failure == null ? null : failure.getMessage()));
    }
}
