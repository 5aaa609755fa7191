package io.hubplane.transport.websocket;

import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportCalls;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reports what happens on a WebSocket to its connection: opened first, then one call at a time, closed once and last.
 * Containers report an end on any thread, also while a message is being handled; the end waits for that.
 *
 * <p>Messages come in parts, which are passed on unchanged: the connection finds its messages by their own framing,
 * regardless of WebSocket frames.
 */
final class Inbound {
    private final TransportConnection connection;
    private final Reading reading;
    private final TransportCalls calls;
    /** How many calls have begun; written by one thread at a time. */
    private volatile long begun;

    /** The first half of a surrogate pair that a container split over two parts. */
    private String pending = "";

    Inbound(TransportConnection connection, Reading reading) {
        this.connection = connection;
        this.reading = reading;
        this.calls = new TransportCalls(connection::closed);
    }

    void opened(Transport transport) {
        call(() -> connection.opened(transport));
    }

    void text(String part, boolean last) {
        String text = pending + part;
        pending = "";
        int end = text.length() - 1;
        if (!last && end >= 0 && Character.isHighSurrogate(text.charAt(end))) {
            pending = text.substring(end);
            text = text.substring(0, end);
        }
        binary(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), last);
    }

    void binary(ByteBuffer part, boolean last) {
        if (part.hasRemaining()) {
            call(() -> connection.received(part));
        }
    }

    /** A frame is longer than allowed. */
    void tooLong() {
        call(connection::tooLong);
    }

    /**
     * The WebSocket has ended; a second call does nothing.
     *
     * @param reason what broke it, or null if nothing did
     */
    void closed(@Nullable Throwable reason) {
        calls.end(reason);
    }

    /** The WebSocket sends nothing more over a wire. */
    void released(Wire wire) {
        connection.released(wire);
    }

    private void call(Runnable event) {
        long call = begun + 1;
        begun = call;
        calls.call(event, () -> reading.handled(() -> begun == call));
    }
}
