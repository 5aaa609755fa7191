package io.hubplane.transport.websocket;

import io.hubplane.transport.Batch;
import io.hubplane.transport.Transport.Completion;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Sends the cheap way of Tyrus, the engine of Payara and GlassFish: a {@link WebSocketFrame} made once for all who
 * receive it.
 *
 * <p>That way does not tell when the socket has taken the frame. So at most {@value #UNCONFIRMED_LIMIT} bytes go it in
 * succession; then one frame is sent with a completion handler, which queues behind the others.
 */
final class TyrusFrameSender implements FrameSender {
    static final int UNCONFIRMED_LIMIT = 64 * 1024;

    private final RawSocket socket;
    private final FrameSender asynchronous;
    /** Bytes handed over since the last confirmed frame; sends follow one another, so it needs no lock. */
    private int unconfirmed;

    TyrusFrameSender(RawSocket socket, FrameSender asynchronous) {
        this.socket = socket;
        this.asynchronous = asynchronous;
    }

    @Override
    public void send(Batch batch, Completion completion) {
        if (batch.length() > UNCONFIRMED_LIMIT - unconfirmed) {
            unconfirmed = 0;
            asynchronous.send(batch, completion);
            return;
        }
        unconfirmed += batch.length();
        completion.completed(handOver(batch));
    }

    private @Nullable Throwable handOver(Batch batch) {
        try {
            socket.send(batch.as(WebSocketFrame.FORM));
            return null;
        } catch (IOException | RuntimeException e) {
            return e;
        }
    }
}
