package io.hubplane.bench.loop;

import io.hubplane.transport.Batch;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportType;

/** Takes everything at once and sends nothing. */
public final class SwallowingTransport implements Transport {
    private long bytes;

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
        bytes += batch.length();
        completion.completed(null);
    }

    /**
     * How much it has taken.
     *
     * @return bytes
     */
    public long bytes() {
        return bytes;
    }

    @Override
    public void close(CloseStatus status) {
        // There is nothing to close.
    }
}
