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

/** Queues messages of a connection, has them sent, and ends the connection when its queue is full. */
record PipelineOutput(Client client, OutboundQueue queue, ConnectionEnd end, HubServices services) {
    private static final Logger LOGGER = System.getLogger(PipelineOutput.class.getName());

    /** Queues a message and sends it at once. */
    void send(EncodedMessage message) {
        EnqueueResult offer = offer(message);
        if (offer.isToFlush()) {
            queue.flush();
        } else if (offer == EnqueueResult.QUEUED || offer == EnqueueResult.FULL) {
            queue.flushUnasked();
        }
    }

    /** Queues a message and lets the flusher send it. */
    void deliver(EncodedMessage message) {
        if (offer(message).isToFlush()) {
            services.flusher().flushSoon(queue);
        }
    }

    /**
     * Queues a message, and collects the queue to be flushed together with others.
     *
     * @return true if so much waits that a sender with more messages should wait for room
     */
    boolean deliver(EncodedMessage message, PendingFlushes flushes) {
        EnqueueResult offer = offer(message);
        if (offer.isToFlush()) {
            flushes.add(queue, offer);
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
        String text = "The client is too slow: " + waiting + " wait for it, which is the limit set by"
                + " hubplane.outbound-queue-bytes, outbound-queue-messages, outbound-burst-factor and"
                + " slow-client-timeout";
        if (end.fail(CloseReason.SLOW_CLIENT, new ConnectionException(text), true, ConnectionClose.Manner.DISCARD)) {
            services.messagesDropped(client.observed(), waiting.messages() + 1);
            String id = client.id();
            services.log()
                    .warn(LOGGER, id, "Connection " + id + " of hub " + services.hub() + " is closed. " + text, null);
        }
    }
}
