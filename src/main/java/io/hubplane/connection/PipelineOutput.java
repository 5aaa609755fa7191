package io.hubplane.connection;

import io.hubplane.connection.outbound.ConnectionClose;
import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.connection.outbound.EncodedMessage;
import io.hubplane.connection.outbound.EnqueueResult;
import io.hubplane.connection.outbound.OutboundLoad;
import io.hubplane.connection.outbound.OutboundQueue;
import io.hubplane.connection.outbound.PendingFlushes;
import io.hubplane.connection.outbound.QueueOwner;
import io.hubplane.connection.outbound.SharedFrames;
import io.hubplane.observe.CloseReason;
import io.hubplane.observe.ObservedConnection;
import io.hubplane.transport.Transport;
import java.lang.System.Logger;
import org.jspecify.annotations.Nullable;

/** A link's way out: queues messages and sees that they are sent, and does what is due when they were or could not be. */
record PipelineOutput(ConnectionPipeline link, HubServices services) implements QueueOwner {
    private static final Logger LOGGER = System.getLogger(PipelineOutput.class.getName());

    /** Queues a message and sends it at once. */
    void send(EncodedMessage message) {
        EnqueueResult offer = offer(message);
        if (offer == EnqueueResult.FLUSH) {
            link.queue().flush();
        } else if (offer == EnqueueResult.QUEUED || offer == EnqueueResult.FULL) {
            link.queue().flushUnasked();
        }
    }

    /** Queues a message and leaves its sending to the flusher. */
    void deliver(EncodedMessage message) {
        if (offer(message) == EnqueueResult.FLUSH) {
            services.flusher().flushSoon(link.queue());
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
            flushes.add(link.queue());
        }
        return offer == EnqueueResult.FULL;
    }

    private EnqueueResult offer(EncodedMessage message) {
        EnqueueResult offer = link.queue().offer(message);
        if (offer == EnqueueResult.OVERFLOW) {
            overflowed();
        }
        return offer;
    }

    private void overflowed() {
        OutboundLoad waiting = link.queue().load();
        String text = "The client is too slow: " + waiting + " wait for it, as"
                + " hubplane.outbound-queue-bytes, outbound-queue-messages, outbound-burst-factor and"
                + " slow-client-timeout allow";
        if (link.fail(CloseReason.SLOW_CLIENT, new ConnectionException(text), true, ConnectionClose.Manner.DISCARD)) {
            String hub = services.hub();
            dropped(waiting.messages() + 1);
            String id = link.connection().id();
            services.log().warn(LOGGER, id, "Connection " + id + " of hub " + hub + " is closed. " + text, null);
        }
    }

    @Override
    public SharedFrames frames() {
        return services.frames();
    }

    @Override
    public void flushSoon(OutboundQueue queue) {
        services.flusher().flushSoon(queue);
    }

    @Override
    public void frameSent(int messages, int bytes) {
        services.counts().sent(messages, bytes);
        ObservedConnection observed = link.connection().observed();
        if (observed != null) {
            services.observer().frameSent(observed, messages, bytes);
        }
    }

    @Override
    public void dropped(int messages) {
        services.counts().dropped(messages);
        ObservedConnection observed = link.connection().observed();
        if (observed != null) {
            services.observer().messagesDropped(observed, messages);
        }
    }

    @Override
    public void sendFailed(@Nullable Transport failed, Throwable failure) {
        if (link.place().failed(failed, failure)) {
            link.end(ConnectionClose.abrupt(CloseReason.TRANSPORT_ERROR, failure));
        }
    }
}
