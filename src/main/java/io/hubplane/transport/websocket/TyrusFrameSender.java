package io.hubplane.transport.websocket;

import io.hubplane.transport.Batch;
import io.hubplane.transport.OutboundMessage;
import io.hubplane.transport.Transport.Completion;
import jakarta.websocket.RemoteEndpoint;
import java.io.IOException;
import java.io.Writer;

/**
 * Sends text the cheap way of Tyrus, the engine of Payara and GlassFish. Tyrus 2.1 schedules a task of the managed
 * scheduled executor at every send but those through the send writer, which costs five times the frame itself.
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
            write(characters(batch));
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

    private static char[] characters(Batch batch) {
        int length = 0;
        for (OutboundMessage message : batch.messages()) {
            length += message.text().length();
        }
        char[] joined = new char[length];
        int position = 0;
        for (OutboundMessage message : batch.messages()) {
            String text = message.text();
            text.getChars(0, text.length(), joined, position);
            position += text.length();
        }
        return joined;
    }
}
