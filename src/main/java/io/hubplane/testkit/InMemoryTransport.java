package io.hubplane.testkit;

import io.hubplane.transport.Batch;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.OutboundMessage;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportType;
import java.util.function.Consumer;

/** Passes what is sent to the test's client, which then acts. */
final class InMemoryTransport implements Transport {
    private final Consumer<byte[]> receiver;
    private final Runnable closed;

    InMemoryTransport(Consumer<byte[]> receiver, Runnable closed) {
        this.receiver = receiver;
        this.closed = closed;
    }

    @Override
    public TransportType type() {
        return TransportType.WEB_SOCKETS;
    }

    @Override
    public boolean carriesBinary() {
        return true;
    }

    @Override
    public void send(Batch batch, Completion completion) {
        for (OutboundMessage message : batch.messages()) {
            receiver.accept(message.bytes());
        }
        completion.completed(null);
    }

    @Override
    public void close(CloseStatus status) {
        closed.run();
    }
}
