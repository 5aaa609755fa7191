package io.hubplane.connection.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.fake.FakeTicker;
import io.hubplane.fake.FakeTransport;
import io.hubplane.fake.ManualExecutor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FlusherTest {
    private final ManualExecutor executor = new ManualExecutor();
    private final PausedClock clock = new PausedClock();

    private static final class Connection extends FakeOwner {
        final FakeTransport transport;
        final OutboundQueue queue;

        Connection(FakeTransport transport) {
            this.transport = transport;
            this.queue = new OutboundQueue(OutboundOptions.DEFAULTS, new FakeTicker(), this);
            queue.attach(transport);
            queue.flush();
        }

        void deliver(Flusher flusher, String text) {
            EncodedMessage message = EncodedMessage.essential(text.getBytes(StandardCharsets.UTF_8));
            if (queue.offer(message) == EnqueueResult.FLUSH) {
                flusher.flushSoon(queue);
            }
        }

        @Override
        public void flushSoon() {
            throw new AssertionError("No send takes long here");
        }
    }

    /** Moves only by the pauses that it makes. */
    private static final class PausedClock implements Flusher.Clock {
        final List<Long> pauses = new ArrayList<>();
        Runnable meanwhile = () -> {};
        long now = Long.MAX_VALUE - 50_000; // it may overflow, as System.nanoTime can

        @Override
        public long now() {
            return now;
        }

        @Override
        public void pause(long nanos) {
            pauses.add(nanos);
            now += nanos;
            meanwhile.run();
        }
    }

    private static List<Connection> connections(int count) {
        List<Connection> result = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            result.add(new Connection(new FakeTransport()));
        }
        return result;
    }

    @Test
    void messagesQueuedBeforeTheFlushShareAFrame() {
        Flusher flusher = new Flusher(executor, 1);
        List<Connection> connections = connections(3);
        connections.forEach(connection -> connection.deliver(flusher, "a"));
        connections.forEach(connection -> connection.deliver(flusher, "b"));

        assertThat(executor.waiting()).isEqualTo(1);
        executor.runAll();

        assertThat(connections)
                .allSatisfy(
                        connection -> assertThat(connection.transport.frames()).containsExactly("ab"));
    }

    @Test
    void queuesHandedOverTogetherAreAllFlushedInTheirLanes() {
        Flusher flusher = new Flusher(executor, 3);
        List<Connection> connections = connections(50);
        PendingFlushes flushes = new PendingFlushes(flusher);
        EncodedMessage message = EncodedMessage.essential(new byte[] {'a'});
        for (Connection connection : connections) {
            assertThat(connection.queue.offer(message)).isEqualTo(EnqueueResult.FLUSH);
            flushes.add(connection.queue, EnqueueResult.FLUSH);
        }

        assertThat(executor.waiting()).isZero();
        flushes.flush();
        assertThat(executor.waiting()).isBetween(1, 3);
        executor.runAll();
        flushes.flush();

        assertThat(executor.waiting()).isZero();
        assertThat(connections)
                .allSatisfy(
                        connection -> assertThat(connection.transport.frames()).containsExactly("a"));
    }

    @Test
    void aTaskEndsWhenNothingWaitsAndIsStartedAgainWhenNeeded() {
        Flusher flusher = new Flusher(executor, 1);
        Connection connection = new Connection(new FakeTransport());
        for (String text : List.of("a", "b")) {
            connection.deliver(flusher, text);
            assertThat(executor.waiting()).isEqualTo(1);
            executor.runAll();
        }

        assertThat(connection.transport.frames()).containsExactly("a", "b");
    }

    @Test
    void theCallerFlushesWhenTheExecutorRefuses() {
        Flusher flusher = new Flusher(
                task -> {
                    throw new RejectedExecutionException("shut down");
                },
                2);
        Connection connection = new Connection(new FakeTransport());
        connection.deliver(flusher, "a");
        connection.deliver(flusher, "b");

        assertThat(connection.transport.frames()).containsExactly("a", "b");
    }

    @Test
    void aQueueThatIsSentDirectlyKeepsItsPlaceInTheLane() {
        Flusher flusher = new Flusher(executor, 1);
        List<Connection> connections = connections(3);
        connections.forEach(connection -> connection.deliver(flusher, "a"));
        Connection second = connections.get(1);
        second.queue.flushUnasked();
        second.deliver(flusher, "b");
        executor.runAll();

        assertThat(second.transport.frames()).containsExactly("a", "b");
        assertThat(List.of(connections.get(0), connections.get(2)))
                .allSatisfy(
                        connection -> assertThat(connection.transport.frames()).containsExactly("a"));
    }

    @Test
    void whatComesWhileALanePausesSharesAFrame() {
        Flusher flusher = new Flusher(executor, 1, clock, new FlushPacing(() -> 0, clock.now()));
        List<Connection> connections = connections(4);
        connections.forEach(connection -> connection.deliver(flusher, "a"));
        clock.meanwhile = () -> {
            clock.meanwhile = () -> {};
            connections.forEach(connection -> connection.deliver(flusher, "b"));
            connections.forEach(connection -> connection.deliver(flusher, "c"));
            assertThat(executor.waiting()).isZero();
        };
        executor.runAll();

        assertThat(clock.pauses).containsExactly(4 * 30_000L, 4 * 30_000L);
        assertThat(connections)
                .allSatisfy(
                        connection -> assertThat(connection.transport.frames()).containsExactly("a", "bc"));
    }

    @Test
    void aLaneAtRestFlushesBeforeItPauses() {
        Flusher flusher = new Flusher(executor, 1, clock, new FlushPacing(() -> 0, clock.now()));
        List<Connection> connections = connections(4);
        clock.meanwhile = () -> assertThat(connections)
                .allSatisfy(
                        connection -> assertThat(connection.transport.frames()).hasSize(clock.pauses.size()));
        for (String text : List.of("a", "b")) {
            connections.forEach(connection -> connection.deliver(flusher, text));
            executor.runAll();
        }

        assertThat(clock.pauses).hasSize(2);
    }

    @Test
    void thereIsAtLeastOneLane() {
        assertThatThrownBy(() -> new Flusher(Runnable::run, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noMessageIsLeftBehindByATaskThatEnds() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            Flusher flusher = new Flusher(pool, 2);
            List<Connection> connections = connections(20);
            int rounds = 2000;
            CyclicBarrier start = new CyclicBarrier(4);
            CountDownLatch done = new CountDownLatch(4);
            for (int t = 0; t < 4; t++) {
                new Thread(() -> {
                            try {
                                start.await(10, TimeUnit.SECONDS);
                                for (int i = 0; i < rounds; i++) {
                                    connections.get(i % connections.size()).deliver(flusher, "x");
                                }
                                done.countDown();
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        })
                        .start();
            }
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
            pool.shutdown();
            assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

            assertThat(connections).allSatisfy(connection -> {
                assertThat(connection.queue.isQuiet(new FakeTicker().getAsLong(), 0))
                        .isTrue();
                assertThat(connection.transport.messages()).hasSize(4 * rounds / 20);
            });
        } finally {
            pool.shutdownNow();
        }
    }
}
