package io.hubplane.transport.websocket;

import io.hubplane.transport.Batch;
import io.hubplane.transport.Transport.Completion;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends in the cheapest way of Tyrus, the engine of Payara and GlassFish: a {@link WebSocketFrame} made once for all
 * its receivers.
 *
 * <p>It does not report when the socket has taken the frame. So at most {@value #UNCONFIRMED_LIMIT} bytes in succession
 * are sent in this way; then one frame is sent with a completion handler, which queues behind the others.
 *
 * <p>When a session has closed, the server uses its streams for the next request, and Tyrus does not stop a thread that
 * has already begun to write to them. So the end waits for a running send.
 */
final class TyrusFrameSender implements FrameSender {
    static final int UNCONFIRMED_LIMIT = 64 * 1024;

    /** Much longer than a send takes. Bounded, because the end may be reported while locks of Tyrus are held. */
    private static final long PATIENCE_SECONDS = 1;

    private final RawSocket socket;
    private final FrameSender asynchronous;
    /** Held while a thread is inside Tyrus. */
    private final ReentrantLock writing = new ReentrantLock();
    /** Bytes handed over since the last confirmed frame; sends do not overlap, so it needs no lock. */
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
