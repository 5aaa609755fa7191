package io.hubplane.dispatch.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.concurrent.RunAs;
import io.hubplane.dispatch.FakeCaller;
import io.hubplane.dispatch.FakePublisher;
import io.hubplane.dispatch.NumberPublisher;
import io.hubplane.fake.LogCapture;
import io.hubplane.fake.ManualExecutor;
import io.hubplane.observe.ClientLog;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.Payload;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ServerStreamTest {
    private static final int BATCH = ServerStream.BATCH;

    private final FakeCaller caller = new FakeCaller("c1");
    private final ManualExecutor executor = new ManualExecutor();
    private final Cancellation cancellation = new Cancellation(RunAs.UNCHANGED, executor);
    private final ClientLog log = new ClientLog(() -> 0, 3);
    private final ServerStream stream = new ServerStream(
            RunAs.UNCHANGED, caller, "7", Object.class, cancellation, executor, log, StreamEvents.NONE);
    private final FakePublisher publisher = new FakePublisher();

    private static HubMessage item(Object item) {
        return new HubMessage.StreamItem(Map.of(), "7", Payload.of(item));
    }

    private static CompletableFuture<@Nullable Void> future(CompletionStage<@Nullable Void> stage) {
        return stage.toCompletableFuture();
    }

    @Test
    void itemsAreSentAsTheyComeAndTheStreamEndsWithItsPublisher() {
        CompletionStage<@Nullable Void> ended = stream.send(publisher);
        publisher.give("a", "b");
        assertThat(caller.takeWritten()).containsExactly(item("a"), item("b"));
        assertThat(ended).isNotDone();
        publisher.subscriber().onComplete();
        assertThat(ended).isCompleted();
        assertThat(caller.written).isEmpty();
        assertThat(publisher.cancellations()).isZero();
        assertThat(executor.handedIn).isZero();
    }

    @Test
    void itemsAreAskedForFewAtATimeAndMoreBeforeTheyRunOut() {
        stream.send(publisher);
        assertThat(publisher.requests).containsExactly((long) BATCH);
        for (int i = 0; i < BATCH / 2 - 1; i++) {
            publisher.give("item");
        }
        assertThat(publisher.requests).hasSize(1);
        publisher.give("item");
        assertThat(publisher.requests).containsExactly((long) BATCH, BATCH / 2L);
    }

    @Test
    void nothingIsAskedForNorSentWhileTheConnectionIsNotWritable() {
        stream.send(publisher);
        caller.writable = false;
        for (int i = 0; i < BATCH; i++) {
            publisher.give("item");
        }
        assertThat(caller.written).isEmpty();
        assertThat(publisher.requests).hasSize(1);
        caller.becomeWritable();
        // The thread that made room belongs to the connection, so the items wait for the executor.
        assertThat(caller.written).isEmpty();
        executor.runAll();
        assertThat(caller.takeWritten()).hasSize(BATCH);
        assertThat(publisher.requests).hasSize(2);
    }

    @Test
    void whatCameBeforeTheEndIsSentBeforeIt() {
        CompletionStage<@Nullable Void> ended = stream.send(publisher);
        caller.writable = false;
        publisher.give("a");
        publisher.subscriber().onError(new IllegalStateException("broken"));
        assertThat(ended).isNotDone();
        caller.becomeWritable();
        executor.runAll();
        assertThat(caller.takeWritten()).containsExactly(item("a"));
        assertThat(ended).isCompletedExceptionally();
    }

    @Test
    void failureOfThePublisherIsThatOfTheStream() {
        IllegalStateException reason = new IllegalStateException("broken");
        CompletionStage<@Nullable Void> ended = stream.send(publisher);
        publisher.subscriber().onError(reason);
        assertThatThrownBy(() -> future(ended).join()).hasCause(reason);
        assertThat(publisher.cancellations()).isZero();
    }

    @Test
    void cancellationCancelsTheSubscriptionAndDropsWhatWaits() {
        CompletionStage<@Nullable Void> ended = stream.send(publisher);
        caller.writable = false;
        publisher.give("a");
        cancellation.cancel();
        assertThat(publisher.cancellations()).isZero();
        executor.runAll();
        assertThat(publisher.cancellations()).isOne();
        assertThat(ended).isCompleted();
        caller.becomeWritable();
        executor.runAll();
        assertThat(caller.written).isEmpty();
    }

    @Test
    void publisherOfACallCancelledBeforeHearsOfItAndIsAskedForNothing() {
        cancellation.cancel();
        executor.runAll();
        CompletionStage<@Nullable Void> ended = stream.send(publisher);
        assertThat(publisher.requests).isEmpty();
        assertThat(publisher.cancellations()).isOne();
        assertThat(ended).isCompleted();
    }

    @Test
    void publisherThatSubscribesAfterTheCancellationIsCancelled() {
        Flow.Subscriber<?>[] late = new Flow.Subscriber<?>[1];
        CompletionStage<@Nullable Void> ended = stream.send(subscriber -> late[0] = subscriber);
        cancellation.cancel();
        executor.runAll();
        assertThat(ended).isCompleted();
        late[0].onSubscribe(publisher.subscription());
        assertThat(publisher.cancellations()).isOne();
    }

    @Test
    void itemThatCannotBeEncodedFailsTheStreamAndNothingFollows() {
        caller.notEncodable = String.class;
        CompletionStage<@Nullable Void> ended = stream.send(publisher);
        publisher.give("a", "b");
        assertThat(ended).isCompletedExceptionally();
        assertThat(publisher.cancellations()).isOne();
        assertThat(caller.written).isEmpty();
    }

    @Test
    void moreItemsThanAskedForFailTheStream() {
        caller.writable = false;
        CompletionStage<@Nullable Void> ended = stream.send(publisher);
        assertThat(publisher.requests).isEmpty();
        publisher.give("a");
        assertThatThrownBy(() -> future(ended).join()).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(publisher.cancellations()).isOne();
        assertThat(caller.written).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // What publishers without a null checker do.
    void nullForAnItemFailsTheStreamAndIsThrownBack() {
        CompletionStage<@Nullable Void> ended = stream.send(publisher);
        assertThatNullPointerException().isThrownBy(() -> publisher.subscriber().onNext(null));
        assertThat(ended).isCompletedExceptionally();
        assertThat(publisher.cancellations()).isOne();
    }

    @Test
    @SuppressWarnings("NullAway") // What publishers without a null checker do.
    void failureWithoutAReasonIsAFailure() {
        CompletionStage<@Nullable Void> ended = stream.send(publisher);
        publisher.subscriber().onError(null);
        assertThat(ended).isCompletedExceptionally();
    }

    @Test
    void signalsAfterTheEndAreDropped() {
        CompletionStage<@Nullable Void> ended = stream.send(publisher);
        publisher.subscriber().onComplete();
        publisher.give("late");
        publisher.subscriber().onError(new IllegalStateException("late"));
        publisher.subscriber().onComplete();
        assertThat(ended).isCompleted();
        assertThat(caller.written).isEmpty();
    }

    @Test
    void secondSubscriptionIsCancelled() {
        stream.send(publisher);
        FakePublisher other = new FakePublisher();
        stream.onSubscribe(other.subscription());
        assertThat(other.cancellations()).isOne();
        assertThat(other.requests).isEmpty();
        assertThat(publisher.cancellations()).isZero();
    }

    @Test
    void publisherThatFailsToSubscribeFailsTheStream() {
        CompletionStage<@Nullable Void> ended = stream.send(subscriber -> {
            throw new IllegalStateException("thrown on purpose");
        });
        assertThat(ended).isCompletedExceptionally();
    }

    @Test
    void publisherThatCannotBeAskedFailsTheStream() {
        publisher.requestFailure = new IllegalStateException("thrown on purpose");
        assertThat(stream.send(publisher)).isCompletedExceptionally();
        assertThat(publisher.cancellations()).isOne();
    }

    @Test
    void publisherThatGivesAtOnceWithoutEndNeitherRecursesNorKeepsTheThread() {
        NumberPublisher endless = new NumberPublisher(Integer.MAX_VALUE);
        stream.send(endless);
        int given = endless.given;
        assertThat(given).isPositive();
        assertThat(endless.deepest).isOne();
        executor.runOne();
        assertThat(endless.given).isGreaterThan(given);
        cancellation.cancel();
        executor.runAll();
        assertThat(endless.cancelled).isTrue();
    }

    @Test
    void millionItemsForASlowReaderAreNeverAskedForFarAhead() {
        int total = 1_000_000;
        caller.room = 10;
        NumberPublisher million = new NumberPublisher(total);
        CompletionStage<@Nullable Void> ended = stream.send(million);
        int read = 0;
        while (!future(ended).isDone()) {
            assertThat(caller.written.size()).isLessThanOrEqualTo(caller.room);
            assertThat(million.given - read).isLessThanOrEqualTo(caller.room + BATCH);
            List<HubMessage> frame = caller.takeWritten();
            assertThat(frame.get(0)).isEqualTo(item(read));
            read += frame.size();
            caller.becomeWritable();
            executor.runAll();
        }
        assertThat(read + caller.written.size()).isEqualTo(total);
        assertThat(million.deepest).isOne();
    }

    @Test
    void itemsOfAPublisherWithThreadsOfItsOwnArriveInOrder() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            SubmissionPublisher<Integer> source = new SubmissionPublisher<>(threads, 8);
            ServerStream real = new ServerStream(
                    RunAs.UNCHANGED,
                    caller,
                    "7",
                    Object.class,
                    new Cancellation(RunAs.UNCHANGED, threads),
                    threads,
                    log,
                    StreamEvents.NONE);
            CompletionStage<@Nullable Void> ended = real.send(source);
            for (int i = 0; i < 5000; i++) {
                // With no room left it would wait for a caller that becomes writable only afterwards.
                while (source.estimateMaximumLag() >= source.getMaxBufferCapacity()) {
                    Thread.onSpinWait();
                }
                caller.writable = i % 100 != 0;
                source.submit(i);
                caller.becomeWritable();
            }
            source.close();
            future(ended).get(10, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
        List<HubMessage> written = caller.takeWritten();
        assertThat(written).hasSize(5000);
        for (int i = 0; i < 5000; i++) {
            assertThat(written.get(i)).isEqualTo(item(i));
        }
    }

    @Test
    void publishersThatAreNotCancelledFillNoLog() {
        try (LogCapture lines = new LogCapture(ServerStream.class)) {
            for (int i = 0; i < 1000; i++) {
                Cancellation cancelled = new Cancellation(RunAs.UNCHANGED, Runnable::run);
                new ServerStream(
                                RunAs.UNCHANGED,
                                caller,
                                "7",
                                Object.class,
                                cancelled,
                                Runnable::run,
                                log,
                                StreamEvents.NONE)
                        .send(subscriber -> subscriber.onSubscribe(new Stubborn()));
                cancelled.cancel();
            }

            assertThat(lines.lines()).hasSize(3);
            assertThat(lines.lines().get(0)).isEqualTo("WARNING A publisher failed when its stream was cancelled");
        }
    }

    /** A subscription that ignores its cancellation. */
    private static final class Stubborn implements Flow.Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {
            throw new IllegalStateException("not now");
        }
    }
}
