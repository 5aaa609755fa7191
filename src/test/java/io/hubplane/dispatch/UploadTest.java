package io.hubplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.connection.HubMessageReceiver;
import io.hubplane.connection.ReadThrottle;
import io.hubplane.dispatch.stream.UploadStream;
import io.hubplane.fake.LogCapture;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubException;
import io.hubplane.observe.ClientLog;
import io.hubplane.protocol.Arguments;
import io.hubplane.protocol.BindingException;
import io.hubplane.protocol.HubMessage;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class UploadTest {
    private static final int CAPACITY = 3;
    private static final String INVOKING = "An unexpected error occurred invoking '%s' on the server.";

    @Hub("/uploads")
    static class UploadHub {
        RecordingSubscriber<String> subscriber = RecordingSubscriber.greedy();
        final RecordingSubscriber<Integer> numbers = RecordingSubscriber.greedy();
        final CompletableFuture<String> result = new CompletableFuture<>();
        volatile Flow.Publisher<String> kept = subscriber -> {};

        public CompletionStage<String> concat(Flow.Publisher<String> items) {
            items.subscribe(subscriber);
            return subscriber.ended.thenApply(all -> String.join("", all));
        }

        public CompletionStage<String> two(Flow.Publisher<String> texts, String between, Flow.Publisher<Integer> more) {
            texts.subscribe(subscriber);
            more.subscribe(numbers);
            return subscriber.ended.thenCombine(numbers.ended, (a, b) -> a + between + b);
        }

        public CompletionStage<String> keep(Flow.Publisher<String> items) {
            kept = items;
            return result;
        }

        public void background(Flow.Publisher<String> items) {
            items.subscribe(subscriber);
        }

        public void fail(Flow.Publisher<String> items) {
            items.subscribe(new Failing());
        }

        public Flow.Publisher<String> echo(Flow.Publisher<String> items) {
            return items;
        }

        public CompletionStage<String> slow() {
            return result;
        }
    }

    /** Fails at its first item. */
    private static final class Failing implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(String item) {
            throw new IllegalStateException("no");
        }

        @Override
        public void onError(Throwable reason) {}

        @Override
        public void onComplete() {}
    }

    private final UploadHub hub = new UploadHub();
    private final DispatchFixture fixture = new DispatchFixture(hub);
    private final FakeCaller caller = fixture.caller;

    UploadTest() {
        fixture.options = DispatchFixture.parallel(1);
    }

    private HubMessageReceiver receiving(HubMessage... messages) {
        HubMessageReceiver receiver = fixture.connect();
        receive(receiver, messages);
        return receiver;
    }

    private void receive(HubMessageReceiver receiver, HubMessage... messages) {
        for (HubMessage message : messages) {
            receiver.received(message, 10);
        }
        fixture.executor.runAll();
    }

    private static HubMessage call(String target, String... streamIds) {
        return DispatchFixture.uploading("1", target, List.of(streamIds));
    }

    private static HubMessage item(String id, Object item) {
        return DispatchFixture.item(id, item);
    }

    private static HubMessage end(String id) {
        return HubMessage.Completion.empty(id);
    }

    @Test
    void itemsOfAnUploadReachTheMethodInOrder() {
        receiving(call("concat", "s1"), item("s1", "a"), item("s1", "b"), item("s1", "c"), end("s1"));
        assertThat(caller.takeWritten()).containsExactly(HubMessage.Completion.ofResult("1", "abc"));
    }

    @Test
    void itemsThatComeBeforeTheirCallHasItsTurnAreKept() {
        HubMessageReceiver receiver = fixture.connect();
        receiver.received(DispatchFixture.invocation("0", "slow"), 10);
        receiver.received(DispatchFixture.invocation("00", "slow"), 10);
        receive(receiver, call("concat", "s1"), item("s1", "a"), item("s1", "b"), end("s1"));
        assertThat(caller.written).isEmpty();
        hub.result.complete("done");
        fixture.executor.runAll();
        assertThat(caller.takeWritten()).contains(HubMessage.Completion.ofResult("1", "ab"));
    }

    @Test
    void severalStreamsGoToTheParametersInOrder() {
        HubMessage two = DispatchFixture.uploading("1", "two", List.of("s1", "s2"), "-");
        receiving(two, item("s2", 1), item("s1", "a"), item("s2", 2), end("s2"), end("s1"));
        assertThat(caller.takeWritten()).containsExactly(HubMessage.Completion.ofResult("1", "[a]-[1, 2]"));
    }

    @Test
    void itemsAreBoundToTheTypeOfTheParameter() {
        AtomicReference<Type> type = new AtomicReference<>();
        HubMessage.StreamItem noting = new HubMessage.StreamItem(Map.of(), "s1", bound -> {
            type.set(bound);
            return "a";
        });
        receiving(call("concat", "s1"), noting);
        assertThat(type).hasValue(String.class);
    }

    @Test
    void itemThatDoesNotFitEndsItsStreamWithTheReason() {
        BindingException reason = new BindingException("no string");
        HubMessage.StreamItem misfit = new HubMessage.StreamItem(Map.of(), "s1", type -> {
            throw reason;
        });
        receiving(call("concat", "s1"), item("s1", "a"), misfit, item("s1", "b"));
        assertThat(hub.subscriber.items).containsExactly("a");
        assertThatThrownBy(hub.subscriber.ended::join).hasCause(reason);
        assertThat(caller.takeWritten())
                .containsExactly(HubMessage.Completion.ofError("1", INVOKING.formatted("concat")));
    }

    @Test
    void nullIsNoItem() {
        HubMessage.StreamItem missing = new HubMessage.StreamItem(Map.of(), "s1", type -> null);
        receiving(call("concat", "s1"), missing);
        assertThatThrownBy(hub.subscriber.ended::join).hasCauseInstanceOf(BindingException.class);
    }

    @Test
    void errorOfTheClientEndsTheStreamAfterItsItems() {
        receiving(call("concat", "s1"), item("s1", "a"), HubMessage.Completion.ofError("s1", "Out of paper."));
        assertThat(hub.subscriber.items).containsExactly("a");
        assertThatThrownBy(hub.subscriber.ended::join)
                .hasCauseInstanceOf(HubException.class)
                .hasMessageContaining("Out of paper.");
    }

    @Test
    void endOfTheConnectionEndsItsUploads() {
        HubMessageReceiver receiver = receiving(call("concat", "s1"), item("s1", "a"));
        receiver.disconnected(null);
        fixture.executor.runAll();
        assertThatThrownBy(hub.subscriber.ended::join)
                .hasCauseInstanceOf(IOException.class)
                .hasMessageContaining("Connection 'c1' disconnected.");
    }

    @Test
    void numberOfStreamsMustBeThatOfTheParameters() {
        receiving(call("concat"));
        receiving(call("concat", "s1", "s2"));
        assertThat(caller.takeWritten())
                .containsExactly(
                        HubMessage.Completion.ofError(
                                "1",
                                INVOKING.formatted("concat")
                                        + " HubException: Client sent 0 stream(s), Hub method expects 1."),
                        HubMessage.Completion.ofError(
                                "1",
                                INVOKING.formatted("concat")
                                        + " HubException: Client sent 2 stream(s), Hub method expects 1."));
        assertThat(fixture.activator.events).isEmpty();
    }

    @Test
    void idOfALiveUploadIsRefused() {
        HubMessageReceiver receiver = receiving(call("keep", "s1"));
        receive(receiver, DispatchFixture.uploading("2", "keep", List.of("s1")));
        receive(receiver, DispatchFixture.uploading("3", "keep", List.of("s2", "s2")));
        assertThat(caller.takeWritten())
                .containsExactly(
                        HubMessage.Completion.ofError("2", "Invocation ID 's1' is already in use."),
                        HubMessage.Completion.ofError("3", "Invocation ID 's2' is already in use."));
    }

    @Test
    void uploadIsStreamedBackAsItComes() {
        HubMessageReceiver receiver = fixture.connect();
        HubMessage.StreamInvocation call =
                new HubMessage.StreamInvocation(Map.of(), "1", "echo", Arguments.of(), List.of("s1"));
        receive(receiver, call, item("s1", "a"));
        assertThat(caller.takeWritten()).containsExactly(item("1", "a"));
        receive(receiver, end("s1"));
        assertThat(caller.takeWritten()).containsExactly(end("1"));
    }

    @Test
    void publisherHasOneSubscriber() {
        receiving(call("keep", "s1"), item("s1", "a"));
        hub.kept.subscribe(hub.subscriber);
        RecordingSubscriber<String> second = RecordingSubscriber.greedy();
        hub.kept.subscribe(second);
        second.subscription().cancel();
        fixture.executor.runAll();
        assertThatThrownBy(second.ended::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(hub.subscriber.items).containsExactly("a");
    }

    @Test
    void uploadNobodySubscribedToIsDroppedWhenTheCallEnds() {
        HubMessageReceiver receiver = receiving(call("keep", "s1"), item("s1", "a"));
        hub.result.complete("done");
        receive(receiver, item("s1", "b"));
        hub.kept.subscribe(hub.subscriber);
        fixture.executor.runAll();
        assertThatThrownBy(hub.subscriber.ended::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(hub.subscriber.items).isEmpty();
        assertThat(caller.takeWritten()).containsExactly(HubMessage.Completion.ofResult("1", "done"));
    }

    @Test
    void uploadWithASubscriberGoesOnAfterItsCallHasEnded() {
        receiving(call("background", "s1"), item("s1", "a"), item("s1", "b"), end("s1"));
        assertThat(hub.subscriber.ended).isCompletedWithValue(List.of("a", "b"));
    }

    @Test
    void uploadsCountAsStreamsUntilTheyAndTheirCallsAreOver() {
        fixture.options = DispatchFixture.streams(1);
        HubMessageReceiver receiver = receiving(call("keep", "s1"), end("s1"));
        receive(receiver, DispatchFixture.uploading("2", "keep", List.of("s2")));
        assertThat(caller.takeWritten())
                .singleElement()
                .satisfies(refusal -> assertThat(((HubMessage.Completion) refusal).error())
                        .contains("hubplane.maximum-parallel-streams-per-client"));
        hub.result.complete("done");
        receive(receiver, DispatchFixture.uploading("2", "keep", List.of("s2")));
        assertThat(caller.takeWritten())
                .containsExactly(
                        HubMessage.Completion.ofResult("1", "done"), HubMessage.Completion.ofResult("2", "done"));
    }

    @Test
    void itemsAreGivenAsTheyAreAskedFor() {
        hub.subscriber = new RecordingSubscriber<>(1);
        receiving(call("concat", "s1"), item("s1", "a"), item("s1", "b"), end("s1"));
        assertThat(hub.subscriber.items).containsExactly("a");
        hub.subscriber.subscription().request(1);
        fixture.executor.runAll();
        assertThat(hub.subscriber.ended).isCompletedWithValue(List.of("a", "b"));
    }

    @Test
    void askingForNothingIsAnError() {
        hub.subscriber = new RecordingSubscriber<>(0);
        receiving(call("concat", "s1"), item("s1", "a"));
        hub.subscriber.subscription().request(0);
        fixture.executor.runAll();
        assertThatThrownBy(hub.subscriber.ended::join).hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cancelledSubscriptionDropsWhatFollows() {
        hub.subscriber = new RecordingSubscriber<>(1);
        HubMessageReceiver receiver = receiving(call("concat", "s1"), item("s1", "a"), item("s1", "b"));
        hub.subscriber.subscription().cancel();
        receive(receiver, item("s1", "c"), end("s1"));
        assertThat(hub.subscriber.items).containsExactly("a");
        assertThat(hub.subscriber.ended).isNotDone();
    }

    @Test
    void subscriberThatFailsIsToldNothingMore() {
        hub.subscriber.failure = new IllegalStateException("thrown on purpose");
        receiving(call("concat", "s1"), item("s1", "a"), item("s1", "b"), end("s1"));
        assertThat(hub.subscriber.items).containsExactly("a");
        assertThat(hub.subscriber.ended).isNotDone();
    }

    @Test
    void readerOfAFastUploadIsHeldBackUntilTheHubTakesItems() throws InterruptedException {
        hub.subscriber = new RecordingSubscriber<>(0);
        HubMessageReceiver receiver = receiving(call("concat", "s1"));
        for (int i = 0; i < CAPACITY; i++) {
            receiver.received(item("s1", "a"), 10);
        }
        assertThat(caller.paused).isFalse();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> receiver.received(item("s1", "b"), 10));
        while (fixture.throttle.heldBack() == 0) {
            Thread.onSpinWait();
        }
        assertThat(caller.paused).isTrue();
        assertThat(reader).isNotDone();
        hub.subscriber.subscription().request(1);
        fixture.executor.runAll();
        reader.orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(fixture.throttle.heldBack()).isZero();
        assertThat(hub.subscriber.items).containsExactly("a");
    }

    @Test
    void readerHeldBackByAnUploadIsLetGoWhenNobodyWantsItAnyMore() {
        hub.subscriber = new RecordingSubscriber<>(0);
        HubMessageReceiver receiver = receiving(call("concat", "s1"));
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 2 * CAPACITY; i++) {
                receiver.received(item("s1", "a"), 10);
            }
        });
        while (fixture.throttle.heldBack() == 0) {
            Thread.onSpinWait();
        }
        hub.subscriber.subscription().cancel();
        reader.orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void uploadThatCannotBeHeldBackFailsAboveTheLimitAndTheConnectionGoesOn() {
        fixture.throttle = new ReadThrottle(0);
        hub.subscriber = new RecordingSubscriber<>(0);
        HubMessageReceiver receiver = receiving(call("concat", "s1"));
        int length = ReadThrottle.UNHELD_LIMIT / 16;
        for (int i = 0; i < 16; i++) {
            receive(receiver, DispatchFixture.item("s1", "a"));
            receiver.received(item("s1", "a"), length - ReadThrottle.LEAST_LENGTH);
        }
        fixture.executor.runAll();
        assertThat(hub.subscriber.ended).isNotDone();
        receive(receiver, item("s1", "too much"));
        assertThatThrownBy(hub.subscriber.ended::join)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("" + ReadThrottle.UNHELD_LIMIT, "bytes", "faster");
        assertThat(caller.failures).isEmpty();
        assertThat(caller.takeWritten())
                .containsExactly(HubMessage.Completion.ofError("1", INVOKING.formatted("concat")));
    }

    @Test
    void subscribersThatFailFillNoLogAndClientsPutNoTextIntoIt() {
        HubMessageReceiver receiver = fixture.connect();
        try (LogCapture log = new LogCapture(UploadStream.class)) {
            for (int i = 0; i < 1000; i++) {
                receive(receiver, call("fail", "s\n" + i), item("s\n" + i, "a"), end("s\n" + i));
            }

            assertThat(log.lines())
                    .filteredOn(line -> line.contains("subscriber"))
                    .hasSize(ClientLog.DEFAULT_LINES);
            assertThat(log.lines()).noneMatch(line -> line.contains("s\n"));
        }
    }
}
