package io.hubplane.transport.websocket;

import io.hubplane.transport.Batch;
import io.hubplane.transport.Transport.Completion;
import jakarta.websocket.RemoteEndpoint;
import java.io.IOException;
import java.io.Writer;

/**
 * Sends text the cheap way of Tyrus, the engine of Payara and GlassFish, where a {@link TyrusIdleTimer} cannot be spared:
 * only the send writer does without.
 *
 * <p>The send writer hands its frame over without waiting and without telling when the socket has taken it. So at most
 * {@value #UNCONFIRMED_LIMIT} bytes go that way in succession; then one frame is sent with a completion handler, which
 * queues behind the others. Binary frames have no such cheap way: the send stream waits for the socket.
 */
final class TyrusFrameSender implements FrameSender {
    static final int UNCONFIRMED_LIMIT = 64 * 1024;

    private final RemoteEndpoint.Basic remote;
    private final FrameSender asynchronous;
    /** Bytes handed over since the last confirmed frame; sends follow one another, so it needs no lock. */
    private int unconfirmed;

    TyrusFrameSender(RemoteEndpoint.Basic remote, FrameSender asynchronous) {
        this.remote = remote;
        this.asynchronous = asynchronous;
    }

    @Override
    public void send(Batch batch, Completion completion) {
        if (!batch.text() || batch.length() > UNCONFIRMED_LIMIT - unconfirmed) {
            unconfirmed = 0;
            asynchronous.send(batch, completion);
            return;
        }
        unconfirmed += batch.length();
        Throwable failure = null;
        try {
            write(batch.joinedText().toCharArray());
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
        completion.completed(failure);
    }

    // The writer keeps the text until close(), which sends it: after a failed write there is nothing to close.
    private void write(char[] text) throws IOException {
        Writer writer = remote.getSendWriter();
        writer.write(text);
        writer.close();
    }
}
