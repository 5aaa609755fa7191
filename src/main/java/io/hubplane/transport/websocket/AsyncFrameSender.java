package io.hubplane.transport.websocket;

import io.hubplane.transport.Batch;
import io.hubplane.transport.Transport.Completion;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Sends with a completion handler, which every container calls correctly as long as only one send is under way. */
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

    /** Completes a send only once, even if a container both throws and calls its handler. */
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
