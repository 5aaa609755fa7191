package io.hubplane.connection.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fake.FakeTicker;
import io.hubplane.fake.FakeTransport;
import io.hubplane.fake.ManualExecutor;
import io.hubplane.transport.TransportType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which messages are sent by the thread that queues them, and which wait for others in a lane of the flusher. */
class LoneMessageTest {
    private static final Duration TOGETHER = Duration.ofMillis(1);
    private static final Duration FRAME = Duration.ofNanos(20_000);

    private final ManualExecutor executor = new ManualExecutor();
    private final FakeTicker ticker = new FakeTicker();
    private final Flusher flusher = new Flusher(executor, 1, new NoPauses(), null);

    private final class NoPauses implements Flusher.Clock {
        @Override
        public long now() {
            return ticker.getAsLong();
        }

        @Override
        public void pause(long nanos) {}
    }

    /** The owner of a queue whose transport takes some time for each frame. */
    private final class Connection extends FakeOwner {
        final FakeTransport transport;
        final OutboundQueue queue = new OutboundQueue(OutboundOptions.DEFAULTS, ticker, this);

        Connection(FakeTransport transport) {
            this.transport = transport;
            queue.attach(transport);
            queue.flush();
        }

        void queue(String text, PendingFlushes flushes) {
            EnqueueResult result = queue.offer(EncodedMessage.essential(text.getBytes(StandardCharsets.UTF_8)));
            if (result.isToFlush()) {
                flushes.add(queue, result);
            }
        }

        @Override
        public void flushSoon() {
            flusher.flushSoon(queue);
        }

        @Override
        public void frameSent(int messages, int bytes) {
            ticker.advance(FRAME);
        }
    }

    private List<Connection> connections(int count) {
        List<Connection> connections = IntStream.range(0, count)
                .mapToObj(i -> new Connection(new FakeTransport()))
                .toList();
        ticker.advance(TOGETHER);
        return connections;
    }

    private void send(List<Connection> connections, String text) {
        PendingFlushes flushes = new PendingFlushes(flusher);
        connections.forEach(connection -> connection.queue(text, flushes));
        flushes.flush();
    }

    @Test
    void aMessageToFewIsSentByTheThreadThatQueuesIt() {
        List<Connection> connections = connections(8);
        send(connections, "a");
        ticker.advance(TOGETHER);
        send(connections, "b");

        assertThat(executor.waiting()).isZero();
        assertThat(connections)
                .allSatisfy(
                        connection -> assertThat(connection.transport.frames()).containsExactly("a", "b"));
    }

    @Test
    void aMessageToManyIsLeftToTheLanes() {
        List<Connection> connections = connections(9);
        send(connections, "a");

        assertThat(connections)
                .allSatisfy(
                        connection -> assertThat(connection.transport.frames()).isEmpty());
        executor.runAll();
        assertThat(connections)
                .allSatisfy(
                        connection -> assertThat(connection.transport.frames()).containsExactly("a"));
    }

    @Test
    void messagesThatFollowWithinAMillisecondShareAFrame() {
        List<Connection> one = connections(1);
        send(one, "a");
        send(one, "b");
        send(one, "c");

        assertThat(one.get(0).transport.frames()).containsExactly("a");
        executor.runAll();
        assertThat(one.get(0).transport.frames()).containsExactly("a", "bc");
    }

    @Test
    void aConnectionGoesOnGatheringUntilAFrameHasOneMessage() {
        List<Connection> one = connections(1);
        send(one, "a");
        send(one, "b");
        send(one, "c");
        executor.runAll();
        ticker.advance(TOGETHER);

        send(one, "d");
        assertThat(executor.waiting()).as("the last frame had two").isEqualTo(1);
        executor.runAll();
        ticker.advance(TOGETHER);
        send(one, "e");

        assertThat(executor.waiting()).isZero();
        assertThat(one.get(0).transport.frames()).containsExactly("a", "bc", "d", "e");
    }

    @Test
    void thoseWhoGatherAreLeftToALaneAndTheOthersSentAtOnce() {
        List<Connection> two = connections(2);
        send(two.subList(0, 1), "a");
        send(two, "b");

        assertThat(two.get(0).transport.frames()).containsExactly("a");
        assertThat(two.get(1).transport.frames()).containsExactly("b");
        executor.runAll();
        assertThat(two.get(0).transport.frames()).containsExactly("a", "b");
    }

    @Test
    void aTransportThatOnlySendersMayCallIsLeftToThem() {
        Connection stream = new Connection(new FakeTransport(TransportType.SERVER_SENT_EVENTS));
        ticker.advance(TOGETHER);
        send(List.of(stream), "a");

        assertThat(stream.transport.frames()).isEmpty();
        executor.runAll();
        assertThat(stream.transport.frames()).containsExactly("a");
    }

    @Test
    void aThreadThatSendsAllTheTimeLeavesHalfOfItToTheLanes() {
        List<Connection> connections = connections(200);
        connections.forEach(connection -> send(List.of(connection), "a"));
        long sentHere = connections.stream()
                .filter(connection -> !connection.transport.frames().isEmpty())
                .count();
        executor.runAll();

        assertThat(sentHere).as("200 µs at once, and then as long as the lanes").isBetween(10L, 30L);
        assertThat(connections)
                .allSatisfy(
                        connection -> assertThat(connection.transport.frames()).containsExactly("a"));
    }

    @Test
    void aThreadThatHasLeftSendsToTheLanesSendsAgainAfterAWhile() {
        List<Connection> connections = connections(101);
        connections.subList(0, 100).forEach(connection -> send(List.of(connection), "a"));
        executor.runAll();
        ticker.advance(Duration.ofMillis(11));
        send(connections.subList(100, 101), "a");

        assertThat(executor.waiting()).isZero();
        assertThat(connections.get(100).transport.frames()).containsExactly("a");
    }
}
