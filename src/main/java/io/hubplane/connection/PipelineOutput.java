package io.hubplane.connection;

import io.hubplane.connection.outbound.ConnectionClose;
import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.connection.outbound.EncodedMessage;
import io.hubplane.connection.outbound.EnqueueResult;
import io.hubplane.connection.outbound.OutboundLoad;
import io.hubplane.connection.outbound.OutboundQueue;
import io.hubplane.connection.outbound.PendingFlushes;
import io.hubplane.observe.CloseReason;
import java.lang.System.Logger;

/** The way out of a connection: queues messages and sees that they are sent, and ends the connection when the queue is full. */
record PipelineOutput(Client client, OutboundQueue queue, ConnectionEnd end, HubServices services) {
    private static final Logger LOGGER = System.getLogger(PipelineOutput.class.getName());

    /** Queues a message and sends it at once. */
    void send(EncodedMessage message) {
        EnqueueResult offer = offer(message);
        if (offer == EnqueueResult.FLUSH) {
            queue.flush();
        } else if (offer == EnqueueResult.QUEUED || offer == EnqueueResult.FULL) {
            queue.flushUnasked();
        }
    }

    /** Queues a message and leaves its sending to the flusher. */
    void deliver(EncodedMessage message) {
        if (offer(message) == EnqueueResult.FLUSH) {
            services.flusher().flushSoon(queue);
        }
    }

    /**
     * Queues a message among others whose flushes follow together.
     *
     * @return true if so much waits that whoever has more to send should wait for room
     */
    boolean deliver(EncodedMessage message, PendingFlushes flushes) {
        EnqueueResult offer = offer(message);
        if (offer == EnqueueResult.FLUSH) {
            flushes.add(queue);
        }
        return offer == EnqueueResult.FULL;
    }

    private EnqueueResult offer(EncodedMessage message) {
        EnqueueResult offer = queue.offer(message);
        if (offer == EnqueueResult.OVERFLOW) {
            overflowed();
        }
        return offer;
    }

    private void overflowed() {
        OutboundLoad waiting = queue.load();
        String text = "The client is too slow: " + waiting + " wait for it, as"
                + " hubplane.outbound-queue-bytes, outbound-queue-messages, outbound-burst-factor and"
                + " slow-client-timeout allow";
        if (end.fail(CloseReason.SLOW_CLIENT, new ConnectionException(text), true, ConnectionClose.Manner.DISCARD)) {
            services.messagesDropped(client.observed(), waiting.messages() + 1);
            String id = client.id();
            services.log()
                    .warn(LOGGER, id, "Connection " + id + " of hub " + services.hub() + " is closed. " + text, null);
        }
    }
}
