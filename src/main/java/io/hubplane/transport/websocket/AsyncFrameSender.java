package io.hubplane.transport.websocket;

import io.hubplane.transport.Batch;
import io.hubplane.transport.Transport.Completion;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.nio.ByteBuffer;
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
                remote.sendText(batch.joinedText(), once);
            } else {
                remote.sendBinary(ByteBuffer.wrap(batch.joinedBytes()), once);
            }
        } catch (RuntimeException e) {
            once.completed(e);
        }
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
