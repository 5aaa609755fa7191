package io.hubplane.connection.outbound;

import io.hubplane.interleaving.Interleavings;
import io.hubplane.interleaving.Scenario;
import io.hubplane.interleaving.Schedule;
import io.hubplane.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * In every order of steps, with an executor that may refuse: after two fan-outs over the same queues, with sends that
 * end later, every queue of the lane has been flushed, also if the executor has refused. Each queue is in the lane at
 * most once, so everything arrives once and in order.
 */
class FlusherInterleavingsTest {
    static class TwoFanOuts implements Scenario {
        private final Flusher flusher = new Flusher(this::execute, 1);
        private final List<Receiver> receivers;

        TwoFanOuts() {
            this(0);
        }

        /** The time between two looks at the clock is given in nanoseconds. */
        TwoFanOuts(long step) {
            receivers = List.of(new Receiver(flusher, step), new Receiver(flusher, step));
        }

        private int refusals;

        private void execute(Runnable task) {
            if (refusals == 0 && Schedule.choose(2) == 1) {
                refusals++;
                throw new RejectedExecutionException("full");
            }
            Schedule.spawn(task);
        }

        @Override
        public List<Runnable> threads() {
            return List.of(() -> fanOut("a"), () -> fanOut("b"));
        }

        private void fanOut(String text) {
            PendingFlushes pending = new PendingFlushes(flusher);
            for (Receiver receiver : receivers) {
                EncodedMessage message = EncodedMessage.essential(text.getBytes(StandardCharsets.UTF_8));
                EnqueueResult result = receiver.queue.offer(message);
                if (result.isToFlush()) {
                    pending.add(receiver.queue, result);
                }
            }
            pending.flush();
        }

        @Override
        public void atTheEnd() {
            for (Receiver receiver : receivers) {
                List<String> sent = receiver.transport.sent;
                if (sent.size() != 2 || !sent.containsAll(List.of("a", "b"))) {
                    throw new AssertionError("Received " + sent);
                }
            }
        }
    }

    /** Messages are so rare that each thread sends what it has queued. */
    static final class TwoRareFanOuts extends TwoFanOuts {
        TwoRareFanOuts() {
            super(2_000_000);
        }
    }

    /** A connection whose sends end within the call or on another thread. */
    private static final class Receiver extends FakeOwner {
        final OutboundQueueInterleavingsTest.SteppedTransport transport =
                new OutboundQueueInterleavingsTest.SteppedTransport();
        final OutboundQueue queue = new OutboundQueue(OutboundOptions.DEFAULTS, this::tick, this);
        private final Flusher flusher;
        private final long step;
        private long now;

        Receiver(Flusher flusher, long step) {
            this.flusher = flusher;
            this.step = step;
            queue.attach(transport);
            queue.flush();
        }

        private long tick() {
            now += step;
            return now;
        }

        @Override
        public void flushSoon() {
            flusher.flushSoon(queue);
        }

        @Override
        public void sendFailed(@Nullable Transport failed, Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void noQueueIsForgottenAndNoneTwiceInALane() {
        Interleavings.explore(TwoFanOuts.class, 1);
    }

    @Test
    void noQueueIsForgottenWhereThreadsSendWhatTheyHaveQueued() {
        Interleavings.explore(TwoRareFanOuts.class, 1);
    }
}
