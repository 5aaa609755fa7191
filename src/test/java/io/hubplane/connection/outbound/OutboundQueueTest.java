package io.hubplane.connection.outbound;

import static io.hubplane.connection.outbound.EnqueueResult.DROPPED;
import static io.hubplane.connection.outbound.EnqueueResult.FLUSH;
import static io.hubplane.connection.outbound.EnqueueResult.FULL;
import static io.hubplane.connection.outbound.EnqueueResult.OVERFLOW;
import static io.hubplane.connection.outbound.EnqueueResult.QUEUED;
import static io.hubplane.connection.outbound.OutboundOptionsFixture.bursts;
import static io.hubplane.connection.outbound.OutboundOptionsFixture.outbound;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.connection.ByteProtocol;
import io.hubplane.fake.FakeTicker;
import io.hubplane.fake.FakeTransport;
import io.hubplane.observe.CloseReason;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.transport.Batch;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.Transport;
import io.hubplane.transport.TransportType;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboundQueueTest {
    private final HubProtocol protocol = new ByteProtocol();
    private final FakeTicker ticker = new FakeTicker();
    private final Recorder owner = new Recorder();

    private OutboundQueue queue(OutboundOptions options) {
        OutboundQueue made = new OutboundQueue(options, ticker, owner);
        owner.queue = made;
        return made;
    }

    private OutboundQueue queue(Transport transport) {
        OutboundQueue queue = queue(OutboundOptions.DEFAULTS);
        queue.attach(transport);
        queue.flush();
        return queue;
    }

    private static EncodedMessage essential(String text) {
        return EncodedMessage.essential(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ConnectionClose ending(CloseStatus status, ConnectionClose.Manner manner) {
        return new ConnectionClose(CloseReason.CLIENT, null, essential("bye"), status, manner);
    }

    /** An invocation: one byte with the length, and the target. */
    private EncodedMessage call(String target) {
        return EncodedMessage.invocation(protocol.write(HubMessage.Invocation.of(target)), protocol);
    }

    private static List<String> targets(FakeTransport transport) {
        return transport.messages().stream()
                .map(text -> text.charAt(0) < ' ' ? text.substring(1) : text)
                .toList();
    }

    @Test
    void offeringSendsNothingUntilFlushed() {
        FakeTransport transport = new FakeTransport();
        OutboundQueue queue = queue(transport);

        assertThat(queue.offer(essential("a"))).isEqualTo(FLUSH);
        assertThat(transport.batches()).isEmpty();
        queue.flush();

        assertThat(transport.frames()).containsExactly("a");
    }

    @Test
    void onlyTheFirstOfSeveralOffersAsksForAFlush() {
        OutboundQueue queue = queue(new FakeTransport());

        assertThat(queue.offer(essential("a"))).isEqualTo(FLUSH);
        assertThat(queue.offer(essential("b"))).isEqualTo(QUEUED);
        queue.flush();

        assertThat(queue.offer(essential("c"))).isEqualTo(FLUSH);
    }

    @Test
    void whatGathersDuringASendSharesTheNextFrame() {
        FakeTransport transport = new FakeTransport().slow();
        OutboundQueue queue = queue(transport);
        queue.offer(essential("a"));
        queue.flush();

        assertThat(queue.offer(essential("b"))).isEqualTo(QUEUED);
        queue.offer(essential("c"));
        queue.flush();
        assertThat(transport.frames()).containsExactly("a");
        transport.complete(null);

        assertThat(transport.frames()).containsExactly("a", "bc");
        assertThat(transport.batches().get(1).length()).isEqualTo(2);
        assertThat(owner.frames).containsExactly("1 1", "2 2");
        transport.complete(null);
        assertThat(queue.isQuiet(ticker.getAsLong(), 0)).isTrue();
    }

    @Test
    void aFrameEndsBeforeTheMessageThatWouldNotFit() {
        FakeTransport transport = new FakeTransport();
        OutboundQueue queue = queue(outbound(OverflowPolicy.CLOSE, 10_000, 100, 1024));
        queue.attach(transport);
        queue.flush();
        queue.offer(essential("a".repeat(600)));
        queue.offer(essential("b".repeat(424)));
        queue.offer(essential("c"));
        queue.flush();

        assertThat(transport.batches()).extracting(Batch::length).containsExactly(1024, 1);
    }

    @Test
    void aMessageLongerThanAFrameIsSentAlone() {
        FakeTransport transport = new FakeTransport();
        OutboundQueue queue = queue(outbound(OverflowPolicy.CLOSE, 10_000, 100, 1024));
        queue.attach(transport);
        queue.flush();
        queue.offer(essential("a"));
        queue.offer(essential("b".repeat(3000)));
        queue.offer(essential("c"));
        queue.flush();

        assertThat(transport.batches()).extracting(Batch::length).containsExactly(1, 3000, 1);
    }

    @Test
    void sendsThatCompleteAtOnceDoNotRecurse() {
        FakeTransport transport = new FakeTransport().slow();
        OutboundQueue queue = queue(outbound(OverflowPolicy.CLOSE, 1 << 30, 100_000, 1024));
        queue.attach(transport);
        queue.flush();
        EncodedMessage message = essential("a".repeat(1024));
        for (int i = 0; i < 50_000; i++) {
            queue.offer(message);
        }
        queue.flush();
        transport.speedUp();

        assertThat(transport.batches()).hasSize(50_000);
    }

    @Test
    void messagesOfEachThreadArriveInItsOrder() throws Exception {
        CompletableFuture<Void> all = new CompletableFuture<>();
        List<String> received = new ArrayList<>();
        Transport transport = new OtherThreadTransport(text -> {
            received.add(text);
            if (received.size() == 10_000) {
                all.complete(null);
            }
        });
        OutboundQueue queue = queue(transport);
        CyclicBarrier start = new CyclicBarrier(8);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            int number = t;
            threads.add(new Thread(() -> {
                await(start);
                for (int i = 0; i < 1250; i++) {
                    queue.offer(essential(number + " " + i));
                    queue.flush();
                }
            }));
        }
        threads.forEach(Thread::start);
        all.get(20, TimeUnit.SECONDS);

        for (int t = 0; t < 8; t++) {
            String prefix = t + " ";
            assertThat(received.stream()
                            .filter(text -> text.startsWith(prefix))
                            .map(text -> Integer.valueOf(text.substring(2))))
                    .hasSize(1250)
                    .isSorted();
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFullQueueOverflowsByCount() {
        OutboundQueue queue = queue(outbound(OverflowPolicy.CLOSE, 10_000, 2, 1024));

        assertThat(queue.offer(call("a"))).isEqualTo(FLUSH);
        assertThat(queue.offer(call("b"))).isEqualTo(QUEUED);
        assertThat(queue.offer(call("c"))).isEqualTo(OVERFLOW);
    }

    @Test
    void aFullQueueOverflowsByBytes() {
        OutboundQueue queue = queue(outbound(OverflowPolicy.CLOSE, 1024, 100, 1024));

        assertThat(queue.offer(essential("a".repeat(1000)))).isEqualTo(FLUSH);
        assertThat(queue.offer(essential("b".repeat(24)))).isEqualTo(QUEUED);
        assertThat(queue.offer(essential("c"))).isEqualTo(OVERFLOW);
    }

    @Test
    void aSingleMessageIsNeverTooLong() {
        OutboundQueue queue = queue(outbound(OverflowPolicy.CLOSE, 1024, 100, 1024));

        assertThat(queue.offer(essential("a".repeat(5000)))).isEqualTo(FLUSH);
    }

    /** A queue for two messages, or eight in a burst, whose first frame, with one message, is being sent. */
    private OutboundQueue burst(OverflowPolicy policy, FakeTransport transport) {
        OutboundQueue queue = queue(bursts(4, policy, 10_000, 2, 1024));
        queue.attach(transport.slow());
        queue.offer(call("first"));
        queue.flush();
        return queue;
    }

    @Test
    void aBurstMayWaitForAClientThatTakesItsMessages() {
        FakeTransport transport = new FakeTransport();
        OutboundQueue queue = burst(OverflowPolicy.CLOSE, transport);
        for (int i = 0; i < 8; i++) {
            assertThat(queue.offer(call("m" + i))).isEqualTo(QUEUED);
        }
        assertThat(queue.offer(call("one too many"))).isEqualTo(OVERFLOW);
        transport.speedUp();

        assertThat(targets(transport)).hasSize(9).endsWith("m6", "m7");
    }

    @Test
    void noPolicyActsOnABurst() {
        FakeTransport transport = new FakeTransport();
        OutboundQueue queue = burst(OverflowPolicy.KEEP_LATEST, transport);
        for (int i = 0; i < 8; i++) {
            queue.offer(call("same"));
        }
        assertThat(owner.dropped).isZero();
        queue.offer(call("same"));

        assertThat(owner.dropped).isEqualTo(8);
    }

    @Test
    void aClientThatHasTakenNothingForATimeHasItsQueueAndNoMore() {
        OutboundQueue queue = burst(OverflowPolicy.CLOSE, new FakeTransport());
        ticker.advance(Duration.ofSeconds(3).plusNanos(1));

        assertThat(queue.offer(call("a"))).isEqualTo(QUEUED);
        assertThat(queue.offer(call("b"))).isEqualTo(QUEUED);
        assertThat(queue.offer(call("c"))).isEqualTo(OVERFLOW);
    }

    @Test
    void aClientWhoseQueueStaysFullIsSlowHoweverMuchItTakes() {
        FakeTransport transport = new FakeTransport();
        OutboundQueue queue = queue(bursts(4, OverflowPolicy.CLOSE, 2048, 100, 1024));
        queue.attach(transport.slow());
        queue.offer(essential("a".repeat(1000)));
        queue.flush();
        for (int i = 0; i < 3; i++) {
            queue.offer(essential("b".repeat(1000)));
        }
        for (int i = 0; i < 3; i++) {
            ticker.advance(Duration.ofSeconds(1));
            assertThat(queue.offer(essential("c".repeat(1000)))).isEqualTo(QUEUED);
            transport.complete(null);
        }
        ticker.advance(Duration.ofNanos(1));

        assertThat(queue.offer(essential("d".repeat(1000)))).isEqualTo(OVERFLOW);
    }

    @Test
    void aQueueThatHadRoomInBetweenIsGivenTimeAnew() {
        FakeTransport transport = new FakeTransport();
        OutboundQueue queue = burst(OverflowPolicy.CLOSE, transport);
        for (int i = 0; i < 3; i++) {
            queue.offer(call("m" + i));
        }
        transport.complete(null);
        ticker.advance(Duration.ofSeconds(3).plusNanos(1));
        transport.complete(null);
        queue.offer(call("first"));
        queue.flush();

        for (int i = 0; i < 3; i++) {
            assertThat(queue.offer(call("n" + i))).isEqualTo(QUEUED);
        }
    }

    @Test
    void aMessageLongerThanTheQueueGoesBehindOthers() {
        FakeTransport transport = new FakeTransport();
        OutboundQueue queue = queue(OutboundOptions.DEFAULTS);
        queue.attach(transport.slow());
        queue.offer(essential("a"));
        queue.flush();
        queue.offer(essential("b"));

        assertThat(queue.offer(essential("c".repeat(9 * 1024 * 1024)))).isEqualTo(FULL);
        transport.speedUp();
        assertThat(transport.batches()).extracting(Batch::length).containsExactly(1, 1, 9 * 1024 * 1024);
    }

    @Test
    void dropOldestKeepsTheNewestInvocationsAndEverythingElse() {
        FakeTransport transport = new FakeTransport();
        OutboundQueue queue = queue(outbound(OverflowPolicy.DROP_OLDEST, 10_000, 3, 1024));
        queue.offer(essential("result"));
        queue.offer(call("a"));
        queue.offer(call("b"));

        assertThat(queue.offer(call("c"))).isEqualTo(QUEUED);
        assertThat(queue.offer(essential("item"))).isEqualTo(QUEUED);
        queue.attach(transport);
        queue.flush();

        assertThat(targets(transport)).containsExactly("result", "c", "item");
        assertThat(owner.dropped).isEqualTo(2);
    }

    @Test
    void aQueueFullOfResultsDropsANewInvocationAndOverflowsWithANewResult() {
        OutboundQueue queue = queue(outbound(OverflowPolicy.DROP_OLDEST, 10_000, 2, 1024));
        queue.offer(essential("a"));
        queue.offer(essential("b"));

        assertThat(queue.offer(call("c"))).isEqualTo(DROPPED);
        assertThat(owner.dropped).isEqualTo(1);
        assertThat(queue.offer(essential("d"))).isEqualTo(OVERFLOW);
    }

    @Test
    void keepLatestKeepsTheNewestOfEachMethod() {
        FakeTransport transport = new FakeTransport();
        OutboundQueue queue = queue(outbound(OverflowPolicy.KEEP_LATEST, 10_000, 5, 1024));
        queue.offer(call("x"));
        queue.offer(call("y"));
        queue.offer(essential("result"));
        queue.offer(call("x"));
        queue.offer(call("z"));

        assertThat(queue.offer(call("y"))).isEqualTo(QUEUED);
        queue.attach(transport);
        queue.flush();

        assertThat(targets(transport)).containsExactly("result", "x", "z", "y");
        assertThat(owner.dropped).isEqualTo(2);
    }

    @Test
    void keepLatestDropsTheOldestWhenThereAreTooManyMethods() {
        FakeTransport transport = new FakeTransport();
        OutboundQueue queue = queue(outbound(OverflowPolicy.KEEP_LATEST, 10_000, 2, 1024));
        queue.offer(call("x"));
        queue.offer(call("y"));

        assertThat(queue.offer(call("z"))).isEqualTo(QUEUED);
        queue.attach(transport);
        queue.flush();

        assertThat(targets(transport)).containsExactly("y", "z");
    }

    @Test
    void whatWaitsWhenASendEndsIsLeftToTheFlusher() {
        FakeTransport transport = new FakeTransport().slow();
        OutboundQueue queue = queue(transport);
        owner.leavesFlushesToTheTest = true;
        queue.offer(essential("a"));
        queue.flush();
        queue.offer(essential("b"));
        transport.complete(null);
        assertThat(owner.flushesLeft).isEqualTo(1);
        assertThat(queue.offer(essential("c"))).isEqualTo(QUEUED);
        assertThat(transport.frames()).containsExactly("a");
        queue.flush();

        assertThat(transport.frames()).containsExactly("a", "bc");
    }

    @Test
    void whoSendsDirectlyDoesNotTakeTheFlushAwayFromWhoWasAskedForIt() {
        FakeTransport transport = new FakeTransport();
        OutboundQueue queue = queue(transport);
        assertThat(queue.offer(essential("a"))).isEqualTo(FLUSH);
        queue.flushUnasked();

        assertThat(queue.offer(essential("b"))).isEqualTo(QUEUED);
        assertThat(transport.frames()).containsExactly("a");
        queue.flush();

        assertThat(transport.frames()).containsExactly("a", "b");
        assertThat(queue.offer(essential("c"))).isEqualTo(FLUSH);
    }

    @Test
    void whatWaitsWhenAClosingQueuesSendEndsLeavesAtOnce() {
        FakeTransport transport = new FakeTransport().slow();
        OutboundQueue queue = queue(transport);
        owner.leavesFlushesToTheTest = true;
        queue.offer(essential("a"));
        queue.flush();
        queue.close(ending(CloseStatus.NORMAL, ConnectionClose.Manner.FLUSH));
        transport.complete(null);

        assertThat(transport.frames()).containsExactly("a", "bye");
        assertThat(owner.flushesLeft).isZero();
    }

    @Test
    void closingSendsWhatWaitsThenTheFarewellThenCloses() {
        FakeTransport transport = new FakeTransport().slow();
        OutboundQueue queue = queue(transport);
        queue.offer(essential("a"));
        queue.flush();
        queue.offer(essential("b"));
        queue.close(ending(CloseStatus.GOING_AWAY, ConnectionClose.Manner.FLUSH));

        assertThat(queue.offer(essential("late"))).isEqualTo(DROPPED);
        transport.complete(null);
        assertThat(transport.closes()).isEmpty();
        transport.complete(null);

        assertThat(transport.frames()).containsExactly("a", "bbye");
        assertThat(transport.closes()).containsExactly(CloseStatus.GOING_AWAY);
    }

    @Test
    void transportOfAClientThatClosesIsLeftToItAfterTheFarewell() {
        FakeTransport transport = new FakeTransport().closedByItsClient();
        OutboundQueue queue = queue(transport);
        queue.close(ending(CloseStatus.NORMAL, ConnectionClose.Manner.FLUSH_TO_CLOSING_CLIENT));

        assertThat(transport.frames()).containsExactly("bye");
        assertThat(transport.leaves()).isEqualTo(1);
        assertThat(transport.closes()).isEmpty();
        queue.abort(CloseStatus.NORMAL);
        assertThat(transport.closes()).containsExactly(CloseStatus.NORMAL);
    }

    @Test
    void closingMayDiscardWhatWaitsButNotTheFarewell() {
        FakeTransport transport = new FakeTransport().slow();
        OutboundQueue queue = queue(transport);
        queue.offer(essential("a"));
        queue.flush();
        queue.offer(essential("b"));
        queue.close(ending(CloseStatus.INTERNAL_ERROR, ConnectionClose.Manner.DISCARD));
        transport.speedUp();

        assertThat(transport.frames()).containsExactly("a", "bye");
        assertThat(transport.closes()).containsExactly(CloseStatus.INTERNAL_ERROR);
    }

    @Test
    void aFarewellIsSentHoweverFullTheQueue() {
        FakeTransport transport = new FakeTransport();
        OutboundQueue queue = queue(outbound(OverflowPolicy.CLOSE, 1024, 1, 1024));
        queue.offer(essential("a"));
        queue.close(ending(CloseStatus.NORMAL, ConnectionClose.Manner.FLUSH));
        queue.attach(transport);
        queue.flush();

        assertThat(transport.frames()).containsExactly("abye");
        assertThat(transport.closes()).hasSize(1);
    }

    @Test
    void aFailedSendEndsTheQueue() {
        FakeTransport transport = new FakeTransport().slow();
        OutboundQueue queue = queue(transport);
        queue.offer(essential("a"));
        queue.flush();
        queue.offer(essential("b"));
        IllegalStateException failure = new IllegalStateException("broken");
        transport.complete(failure);

        assertThat(owner.failures).containsExactly(failure);
        assertThat(queue.isQuiet(ticker.getAsLong(), 0)).isTrue();
        assertThat(queue.offer(essential("c"))).isEqualTo(DROPPED);
        assertThat(transport.frames()).containsExactly("a");
    }

    @Test
    void aTransportThatThrowsFailsTheSend() {
        FakeTransport transport = new FakeTransport();
        OutboundQueue queue = queue(transport);
        IllegalStateException failure = new IllegalStateException("closed");
        transport.failWith(failure);
        queue.offer(essential("a"));
        queue.flush();

        assertThat(owner.failures).containsExactly(failure);
        assertThat(queue.offer(essential("b"))).isEqualTo(DROPPED);
    }

    @Test
    void abortingDropsWhatWaitsAndClosesAtOnce() {
        FakeTransport transport = new FakeTransport().slow();
        OutboundQueue queue = queue(transport);
        queue.offer(essential("a"));
        queue.flush();
        queue.offer(essential("b"));
        queue.abort(CloseStatus.INTERNAL_ERROR);
        transport.complete(null);

        assertThat(transport.frames()).containsExactly("a");
        assertThat(transport.closes()).containsExactly(CloseStatus.INTERNAL_ERROR);
    }

    @Test
    void aSendIsStuckWhenItTakesLongerThanItMay() {
        FakeTransport transport = new FakeTransport().slow();
        OutboundQueue queue = queue(transport);
        long timeout = Duration.ofSeconds(10).toNanos();
        ticker.advance(Duration.ofMinutes(1));
        assertThat(queue.isStuck(ticker.getAsLong(), timeout)).isFalse();
        queue.offer(essential("a"));
        queue.flush();

        ticker.advance(Duration.ofSeconds(10));
        assertThat(queue.isStuck(ticker.getAsLong(), timeout)).isFalse();
        ticker.advance(Duration.ofNanos(1));
        assertThat(queue.isStuck(ticker.getAsLong(), timeout)).isTrue();
        transport.complete(null);
        assertThat(queue.isStuck(ticker.getAsLong(), timeout)).isFalse();
    }

    @Test
    void anEmptyQueueHoldsNoArray() throws Exception {
        WaitingMessages waiting = new WaitingMessages(outbound(OverflowPolicy.CLOSE, 1024, 10, 1024));
        waiting.add(essential("a"));
        waiting.take(true, false, new SharedFrames());
        Field messages = WaitingMessages.class.getDeclaredField("messages");
        messages.setAccessible(true);

        assertThat(messages.get(waiting)).isNull();
    }

    @Test
    void aTransportReplacedWhileItIsCalledSendsNothingMore() {
        FakeTransport next = new FakeTransport();
        OutboundQueue queue = queue(OutboundOptions.DEFAULTS);
        queue.keep(ReplayBuffer.of(protocol, 1024));
        queue.counted();
        queue.attach(new ReplacedTransport(() -> {
            queue.suspend();
            queue.resume(next);
        }));
        queue.offer(call("a"));
        queue.flush();
        assertThat(next.batches()).isEmpty();
        queue.flush();

        assertThat(targets(next)).containsExactly("Sequence", "a");
    }

    /** A transport that is replaced while it is called. */
    private record ReplacedTransport(Runnable replacement) implements Transport {
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
            replacement.run();
            completion.completed(null);
        }

        @Override
        public void close(CloseStatus status) {}
    }

    /** Completes each send on a new thread. */
    private record OtherThreadTransport(Consumer<String> receiver) implements Transport {
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
            batch.messages().forEach(message -> receiver.accept(message.text()));
            if (batch.length() % 2 == 0) {
                completion.completed(null);
            } else {
                ForkJoinPool.commonPool().execute(() -> completion.completed(null));
            }
        }

        @Override
        public void close(CloseStatus status) {}
    }

    private static final class Recorder implements QueueOwner {
        final List<String> frames = Collections.synchronizedList(new ArrayList<>());
        final List<Throwable> failures = new CopyOnWriteArrayList<>();
        boolean leavesFlushesToTheTest;
        int flushesLeft;

        @Nullable
        OutboundQueue queue;

        private final SharedFrames shared = new SharedFrames();
        int dropped;

        @Override
        public SharedFrames frames() {
            return shared;
        }

        @Override
        public void flushSoon() {
            if (leavesFlushesToTheTest) {
                flushesLeft++;
            } else {
                Objects.requireNonNull(queue).flush();
            }
        }

        @Override
        public void frameSent(int messages, int bytes) {
            frames.add(messages + " " + bytes);
        }

        @Override
        public void dropped(int messages) {
            dropped += messages;
        }

        @Override
        public void sendFailed(@Nullable Transport failed, Throwable failure) {
            failures.add(failure);
        }
    }
}
