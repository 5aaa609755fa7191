package io.hubplane.transport.websocket;

import io.hubplane.transport.Batch;
import io.hubplane.transport.OutboundMessage;
import io.hubplane.transport.Transport.Completion;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Sends with a completion handler, which every container serves correctly as long as one send is under way. */
final class AsyncFrameSender implements FrameSender {
    private final RemoteEndpoint.Async remote;

    AsyncFrameSender(RemoteEndpoint.Async remote) {
        this.remote = remote;
    }

    @Override
    public void send(Batch batch, Completion completion) {
        Once once = new Once(completion);
        try {
            if (batch.text()) {
                remote.sendText(text(batch), once);
            } else {
                remote.sendBinary(binary(batch), once);
            }
        } catch (RuntimeException e) {
            once.completed(e);
        }
    }

    private static String text(Batch batch) {
        List<OutboundMessage> messages = batch.messages();
        if (messages.size() == 1) {
            return messages.get(0).text();
        }
        StringBuilder joined = new StringBuilder(batch.length());
        for (OutboundMessage message : messages) {
            joined.append(message.text());
        }
        return joined.toString();
    }

    private static ByteBuffer binary(Batch batch) {
        List<OutboundMessage> messages = batch.messages();
        if (messages.size() == 1) {
            return ByteBuffer.wrap(messages.get(0).bytes());
        }
        ByteBuffer joined = ByteBuffer.allocate(batch.length());
        for (OutboundMessage message : messages) {
            joined.put(message.bytes());
        }
        return joined.flip();
    }

    /** Keeps a container that both throws and calls its handler from completing a send twice. */
    private static final class Once implements SendHandler {
        private final Completion completion;
        private final AtomicBoolean called = new AtomicBoolean();

        Once(Completion completion) {
            this.completion = completion;
        }

        @Override
        public void onResult(SendResult result) {
            completed(result.isOK() ? null : result.getException());
        }

        void completed(@Nullable Throwable failure) {
            if (called.compareAndSet(false, true)) {
                completion.completed(failure);
            }
        }
    }
}
