package io.hubplane.transport.websocket;

import io.hubplane.transport.Batch;
import io.hubplane.transport.Transport.Completion;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends the cheap way of Tyrus, the engine of Payara and GlassFish: a {@link WebSocketFrame} made once for all who
 * receive it.
 *
 * <p>That way does not tell when the socket has taken the frame. So at most {@value #UNCONFIRMED_LIMIT} bytes go it in
 * succession; then one frame is sent with a completion handler, which queues behind the others.
 *
 * <p>When a session has closed, the server keeps its streams for the next request, and Tyrus does not keep a thread from
 * writing to them that has begun before. So the end waits for a send under way.
 */
final class TyrusFrameSender implements FrameSender {
    static final int UNCONFIRMED_LIMIT = 64 * 1024;

    /** Much longer than a send takes; there is a bound, as the end may come with locks of Tyrus held. */
    private static final long PATIENCE_SECONDS = 1;

    private final RawSocket socket;
    private final FrameSender asynchronous;
    /** Held inside Tyrus. */
    private final ReentrantLock writing = new ReentrantLock();
    /** Bytes handed over since the last confirmed frame; sends follow one another, so it needs no lock. */
    private int unconfirmed;

    private volatile boolean ended;

    TyrusFrameSender(RawSocket socket, FrameSender asynchronous) {
        this.socket = socket;
        this.asynchronous = asynchronous;
    }

    @Override
    public void send(Batch batch, Completion completion) {
        Throwable failure;
        writing.lock();
        try {
            if (ended) {
                failure = new IOException("The WebSocket has ended");
            } else if (batch.length() > UNCONFIRMED_LIMIT - unconfirmed) {
                unconfirmed = 0;
                asynchronous.send(batch, completion);
                return;
            } else {
                unconfirmed += batch.length();
                failure = handOver(batch);
            }
        } finally {
            writing.unlock();
        }
        completion.completed(failure);
    }

    private @Nullable Throwable handOver(Batch batch) {
        try {
            socket.send(batch.as(WebSocketFrame.FORM));
            return null;
        } catch (IOException | RuntimeException e) {
            return e;
        }
    }

    @Override
    public void end() {
        ended = true;
        try {
            if (writing.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                writing.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
