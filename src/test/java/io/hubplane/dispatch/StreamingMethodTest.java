package io.hubplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.connection.HubMessageReceiver;
import io.hubplane.hub.CancellationToken;
import io.hubplane.hub.Disconnected;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubException;
import io.hubplane.protocol.HubMessage;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StreamingMethodTest {
    private static final String INVOKING = "An unexpected error occurred invoking '%s' on the server.";
    private static final String STREAMING = "An error occurred on the server while streaming results.";

    @Hub("/streams")
    static class StreamHub {
        final FakePublisher source = new FakePublisher();
        final CompletableFuture<Flow.Publisher<String>> later = new CompletableFuture<>();
        final CompletableFuture<String> result = new CompletableFuture<>();
        final List<String> events = new CopyOnWriteArrayList<>();

        @Disconnected
        public void end() {
            events.add("end");
        }

        public Flow.Publisher<String> stream() {
            return source;
        }

        public CompletionStage<Flow.Publisher<String>> streamLater() {
            return later;
        }

        public Flow.@Nullable Publisher<String> missing() {
            return null;
        }

        public Flow.Publisher<String> fails() {
            throw new HubException("Not today.");
        }

        public Flow.Publisher<String> streamWith(CancellationToken token, String text) {
            events.add(text + " " + token.isCancelled());
            token.cancelled().thenRun(() -> events.add("StreamCanceled"));
            return source;
        }

        public CompletionStage<String> workWith(CancellationToken token) {
            events.add("begun " + token.isCancelled());
            token.cancelled().thenRun(() -> events.add("cancelled"));
            return result;
        }

        public void plain() {
            events.add("plain");
        }
    }

    private final StreamHub hub = new StreamHub();
    private final DispatchFixture fixture = new DispatchFixture(hub);
    private final FakeCaller caller = fixture.caller;

    private HubMessageReceiver receiving(HubMessage... messages) {
        HubMessageReceiver receiver = fixture.connect();
        for (HubMessage message : messages) {
            receiver.received(message, 10);
        }
        fixture.executor.runAll();
        return receiver;
    }

    private static HubMessage stream(String id, String target, Object... arguments) {
        return DispatchFixture.streamInvocation(id, target, arguments);
    }

    private static HubMessage error(String id, String text) {
        return HubMessage.Completion.ofError(id, text);
    }

    @Test
    void streamIsItsItemsAndACompletionWithoutAResult() {
        receiving(stream("1", "stream"));
        hub.source.give("a", "b");
        hub.source.subscriber().onComplete();
        assertThat(caller.takeWritten())
                .containsExactly(
                        DispatchFixture.item("1", "a"),
                        DispatchFixture.item("1", "b"),
                        HubMessage.Completion.empty("1"));
        assertThat(fixture.observed).containsExactly("stream 0 COMPLETED");
    }

    @Test
    void streamMayComeInAStage() {
        receiving(stream("1", "streamLater"));
        hub.later.complete(hub.source);
        hub.source.give("a");
        assertThat(caller.takeWritten()).containsExactly(DispatchFixture.item("1", "a"));
    }

    @Test
    void hubIsReturnedWithItsMethodAndInUseUntilTheStreamEnds() {
        receiving(stream("1", "stream"));
        assertThat(fixture.activator.events).containsExactly("lent", "returned");
        hub.source.subscriber().onComplete();
        assertThat(fixture.activator.events).containsExactly("lent", "returned", "completed");
    }

    @Test
    void failureOfThePublisherIsToldInGeneralTerms() {
        receiving(stream("1", "stream"));
        hub.source.subscriber().onError(new IllegalStateException("secret"));
        assertThat(caller.takeWritten()).containsExactly(error("1", STREAMING));
        assertThat(fixture.observed).containsExactly("stream 0 FAILED");
    }

    @Test
    void hubExceptionOfThePublisherIsToldInFull() {
        receiving(stream("1", "stream"));
        hub.source.subscriber().onError(new HubException("Sold out."));
        assertThat(caller.takeWritten()).containsExactly(error("1", STREAMING + " HubException: Sold out."));
    }

    @Test
    void methodThatFailsBeforeItStreamsFailsAsCallsDo() {
        receiving(stream("1", "fails"));
        assertThat(caller.takeWritten())
                .containsExactly(error("1", INVOKING.formatted("fails") + " HubException: Not today."));
    }

    @Test
    void stageThatFailsBeforeItStreamsFailsAsCallsDo() {
        receiving(stream("1", "streamLater"));
        hub.later.completeExceptionally(new IllegalStateException("secret"));
        assertThat(caller.takeWritten()).containsExactly(error("1", INVOKING.formatted("streamLater")));
    }

    @Test
    void missingPublisherIsToldInTheWordsOfAspNetCore() {
        receiving(stream("1", "Missing"));
        assertThat(caller.takeWritten())
                .containsExactly(
                        error("1", "The value returned by the streaming method 'missing' is not a Flow.Publisher."));
        assertThat(fixture.activator.events).containsExactly("lent", "returned", "completed");
    }

    @Test
    void plainCallOfAStreamingMethodIsRefused() {
        receiving(DispatchFixture.invocation("1", "stream"));
        assertThat(caller.takeWritten())
                .containsExactly(
                        error(
                                "1",
                                "The client attempted to invoke the streaming 'stream' method with a non-streaming invocation."));
        assertThat(fixture.activator.events).isEmpty();
    }

    @Test
    void cancelledStreamEndsWithoutAnError() {
        HubMessageReceiver receiver = receiving(stream("1", "stream"));
        receiver.received(DispatchFixture.cancel("1"), 10);
        fixture.executor.runAll();
        assertThat(hub.source.cancellations()).isOne();
        assertThat(caller.takeWritten()).containsExactly(HubMessage.Completion.empty("1"));
        assertThat(fixture.activator.events).containsExactly("lent", "returned", "completed");
    }

    @Test
    void publisherIsNotCancelledByTheThreadThatReads() {
        HubMessageReceiver receiver = receiving(stream("1", "stream"));
        receiver.received(DispatchFixture.cancel("1"), 10);
        assertThat(hub.source.cancellations()).isZero();
    }

    @Test
    void streamCancelledBeforeItsTurnIsBegunAndHearsOfIt() {
        receiving(stream("1", "streamWith", "begun"), DispatchFixture.cancel("1"));
        assertThat(hub.events).containsExactly("begun true", "StreamCanceled");
        assertThat(hub.source.cancellations()).isOne();
        assertThat(caller.takeWritten()).containsExactly(HubMessage.Completion.empty("1"));
    }

    @Test
    void methodThatFailsBecauseItsStreamIsCancelledCausesNoError() {
        HubMessageReceiver receiver = receiving(stream("1", "streamLater"));
        receiver.received(DispatchFixture.cancel("1"), 10);
        hub.later.completeExceptionally(new CancellationException());
        assertThat(caller.takeWritten()).containsExactly(HubMessage.Completion.empty("1"));
    }

    @Test
    void tokenOfAStreamFiresWhenTheClientCancels() {
        HubMessageReceiver receiver = receiving(stream("1", "streamWith", "begun"));
        assertThat(hub.events).containsExactly("begun false");
        receiver.received(DispatchFixture.cancel("1"), 10);
        fixture.executor.runAll();
        assertThat(hub.events).containsExactly("begun false", "StreamCanceled");
    }

    @Test
    void tokenOfAPlainCallFiresAndTheMethodStillAnswers() {
        HubMessageReceiver receiver = receiving(DispatchFixture.invocation("1", "workWith"));
        receiver.received(DispatchFixture.cancel("1"), 10);
        fixture.executor.runAll();
        assertThat(hub.events).containsExactly("begun false", "cancelled");
        assertThat(caller.written).isEmpty();
        hub.result.complete("late");
        assertThat(caller.takeWritten()).containsExactly(HubMessage.Completion.ofResult("1", "late"));
    }

    @Test
    void tokenFiresWhenTheConnectionEndsAlsoWithoutAnId() {
        HubMessageReceiver receiver = receiving(DispatchFixture.uploading(null, "workWith", List.of()));
        receiver.disconnected(null);
        fixture.executor.runAll();
        assertThat(hub.events).containsExactly("begun false", "cancelled");
    }

    @Test
    void tokenOfACallThatHasEndedNeverFires() {
        HubMessageReceiver receiver = receiving(DispatchFixture.invocation("1", "workWith"));
        hub.result.complete("done");
        receiver.received(DispatchFixture.cancel("1"), 10);
        receiver.disconnected(null);
        fixture.executor.runAll();
        assertThat(hub.events).containsExactly("begun false", "end");
    }

    @Test
    void endOfTheConnectionCancelsItsStreamsBeforeTheHubHearsOfIt() {
        HubMessageReceiver receiver = receiving(stream("1", "streamWith", "begun"));
        caller.open = false;
        receiver.disconnected(new IOException("reset"));
        fixture.executor.runAll();
        assertThat(hub.source.cancellations()).isOne();
        assertThat(hub.events).containsExactly("begun false", "StreamCanceled", "end");
    }

    @Test
    void streamsDoNotCountAsCallsAndCallsRunBesideThem() {
        receiving(stream("1", "stream"), stream("2", "streamLater"), DispatchFixture.invocation("3", "plain"));
        assertThat(caller.takeWritten()).containsExactly(HubMessage.Completion.ofResult("3", null));
        assertThat(hub.events).containsExactly("plain");
    }

    @Test
    void streamBeginsWhileACallIsUnderWay() {
        receiving(DispatchFixture.invocation("1", "workWith"), stream("2", "stream"));
        hub.source.give("a");
        assertThat(caller.takeWritten()).containsExactly(DispatchFixture.item("2", "a"));
    }

    @Test
    void idOfALiveStreamIsRefused() {
        HubMessageReceiver receiver = receiving(stream("1", "stream"));
        receiver.received(stream("1", "streamLater"), 10);
        assertThat(caller.takeWritten()).containsExactly(error("1", "Invocation ID '1' is already in use."));
        hub.source.subscriber().onComplete();
        assertThat(caller.takeWritten()).containsExactly(HubMessage.Completion.empty("1"));
        receiver.received(stream("1", "streamLater"), 10);
        fixture.executor.runAll();
        assertThat(caller.written).isEmpty();
    }

    @Test
    void moreStreamsThanConfiguredAreRefusedByTheNameOfTheOption() {
        fixture.options = DispatchFixture.streams(2);
        HubMessageReceiver receiver = receiving(stream("1", "stream"), stream("2", "streamLater"));
        receiver.received(stream("3", "stream"), 10);
        assertThat(caller.takeWritten()).singleElement().satisfies(refusal -> {
            HubMessage.Completion completion = (HubMessage.Completion) refusal;
            assertThat(completion.invocationId()).isEqualTo("3");
            assertThat(completion.error()).contains("2 streams", "hubplane.maximum-parallel-streams-per-client");
        });
        hub.source.subscriber().onComplete();
        receiver.received(stream("3", "fails"), 10);
        fixture.executor.runAll();
        assertThat(caller.takeWritten())
                .containsExactly(
                        HubMessage.Completion.empty("1"),
                        error("3", INVOKING.formatted("fails") + " HubException: Not today."));
    }
}
