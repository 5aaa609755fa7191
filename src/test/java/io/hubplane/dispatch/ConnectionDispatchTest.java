package io.hubplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.connection.HubMessageReceiver;
import io.hubplane.fake.LogCapture;
import io.hubplane.hub.Connected;
import io.hubplane.hub.Disconnected;
import io.hubplane.hub.Disconnection;
import io.hubplane.hub.Groups;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.observe.ClientLog;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectionDispatchTest {
    @Hub("/test")
    static class TestHub {
        final List<String> calls = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> accepted = CompletableFuture.completedFuture(null);
        CompletableFuture<Void> stage = new CompletableFuture<>();

        @Nullable
        RuntimeException endFailure;

        @Connected
        public CompletionStage<Void> begin(HubCallerContext caller) {
            calls.add("begin " + caller.connectionId());
            return accepted;
        }

        @Disconnected
        public void end(Disconnection disconnection) {
            calls.add("end " + disconnection.reason().map(Throwable::getMessage).orElse("regularly"));
            if (endFailure != null) {
                throw endFailure;
            }
        }

        public void note(String text) {
            calls.add(text);
        }

        public CompletionStage<Void> later(String text) {
            calls.add(text);
            return stage;
        }

        public void fail() {
            throw new IllegalStateException("failed");
        }

        public CompletionStage<Void> join(String group, HubCallerContext caller, Groups groups) {
            return groups.add(caller.connectionId(), group);
        }

        public void leave(HubCallerContext caller) {
            calls.add("leave");
            caller.abort();
        }
    }

    private final TestHub hub = new TestHub();
    private final DispatchFixture fixture = new DispatchFixture(hub);
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private HubMessageReceiver connectUnready() {
        return fixture.dispatcher(fixture.executor).connected(fixture.caller, ready);
    }

    private void note(HubMessageReceiver receiver, String text) {
        receiver.received(DispatchFixture.invocation("1", "note", text), 10);
    }

    private void later(HubMessageReceiver receiver, String text) {
        receiver.received(DispatchFixture.invocation("1", "later", text), 10);
    }

    @Test
    void hubHearsOfTheConnectionThenTheObserversThenCallsRun() {
        HubMessageReceiver receiver = connectUnready();
        note(receiver, "first");
        fixture.executor.runAll();
        assertThat(hub.calls).isEmpty();
        ready.complete(null);
        assertThat(hub.calls).isEmpty();
        fixture.executor.runAll();
        assertThat(hub.calls).containsExactly("begin c1", "first");
        assertThat(fixture.events).containsExactly("connected c1");
    }

    @Test
    void callsWaitForTheStageOfTheConnectedMethod() {
        hub.accepted = new CompletableFuture<>();
        ready.complete(null);
        HubMessageReceiver receiver = connectUnready();
        note(receiver, "first");
        fixture.executor.runAll();
        assertThat(hub.calls).containsExactly("begin c1");
        assertThat(fixture.events).isEmpty();
        hub.accepted.complete(null);
        assertThat(fixture.events).isEmpty();
        fixture.executor.runAll();
        assertThat(fixture.events).containsExactly("connected c1");
        assertThat(hub.calls).containsExactly("begin c1", "first");
    }

    @Test
    void connectionThatNeverBecomesReadyIsClosedForGood() {
        IOException reason = new IOException("no backplane");
        HubMessageReceiver receiver = connectUnready();
        note(receiver, "first");
        ready.completeExceptionally(new CompletionException(reason));
        receiver.disconnected(reason);
        fixture.executor.runAll();
        assertThat(fixture.caller.failures).containsExactly(new FakeCaller.Failure(reason, false));
        assertThat(hub.calls).isEmpty();
        assertThat(fixture.events).isEmpty();
    }

    @Test
    void failingConnectedMethodClosesTheConnectionForGoodAndNothingFollows() {
        IllegalStateException reason = new IllegalStateException("not today");
        hub.accepted = CompletableFuture.failedFuture(reason);
        ready.complete(null);
        HubMessageReceiver receiver = connectUnready();
        note(receiver, "first");
        fixture.executor.runAll();
        receiver.disconnected(reason);
        fixture.executor.runAll();
        assertThat(fixture.caller.failures).containsExactly(new FakeCaller.Failure(reason, false));
        assertThat(hub.calls).containsExactly("begin c1");
        assertThat(fixture.events).isEmpty();
    }

    @Test
    void failingObserverChangesNothing() {
        fixture.eventFailure = new IllegalStateException("thrown on purpose");
        HubMessageReceiver receiver = fixture.connect();
        note(receiver, "first");
        receiver.disconnected(null);
        fixture.executor.runAll();
        assertThat(hub.calls).containsExactly("begin c1", "first", "end regularly");
        assertThat(fixture.events).containsExactly("connected c1", "disconnected c1 regularly");
        assertThat(fixture.caller.failures).isEmpty();
    }

    @Test
    void endIsToldOnceWithItsReason() {
        HubMessageReceiver receiver = fixture.connect();
        receiver.disconnected(new IOException("reset"));
        receiver.disconnected(null);
        fixture.executor.runAll();
        assertThat(hub.calls).containsExactly("begin c1", "end reset");
        assertThat(fixture.events).containsExactly("connected c1", "disconnected c1 reset");
    }

    @Test
    void failingDisconnectedMethodStillLetsTheObserversHear() {
        hub.endFailure = new IllegalStateException("thrown on purpose");
        HubMessageReceiver receiver = fixture.connect();
        receiver.disconnected(null);
        fixture.executor.runAll();
        assertThat(fixture.events).containsExactly("connected c1", "disconnected c1 regularly");
    }

    @Test
    void endWaitsForTheCallUnderWay() {
        HubMessageReceiver receiver = fixture.connect();
        later(receiver, "later");
        fixture.executor.runAll();
        receiver.disconnected(new IOException("reset"));
        fixture.executor.runAll();
        assertThat(hub.calls).containsExactly("begin c1", "later");
        hub.stage.complete(null);
        fixture.executor.runAll();
        assertThat(hub.calls).containsExactly("begin c1", "later", "end reset");
    }

    @Test
    void callsMadeBeforeARegularEndAreDone() {
        HubMessageReceiver receiver = connectUnready();
        note(receiver, "goodbye");
        receiver.disconnected(null);
        ready.complete(null);
        fixture.executor.runAll();
        assertThat(hub.calls).containsExactly("begin c1", "goodbye", "end regularly");
    }

    @Test
    void callsThatHaveNotBegunAtAFailureAreDropped() {
        HubMessageReceiver receiver = fixture.connect();
        note(receiver, "dropped");
        receiver.disconnected(new IOException("reset"));
        fixture.executor.runAll();
        assertThat(hub.calls).containsExactly("begin c1", "end reset");
    }

    @Test
    void callsAfterAnAbortByTheHubAreDropped() {
        HubMessageReceiver receiver = fixture.connect();
        receiver.received(DispatchFixture.invocation("1", "leave"), 10);
        note(receiver, "dropped");
        fixture.executor.runAll();
        assertThat(fixture.caller.aborted).isTrue();
        receiver.disconnected(null);
        fixture.executor.runAll();
        assertThat(hub.calls).containsExactly("begin c1", "leave", "end regularly");
    }

    @Test
    void hubDoesNotHearOfAConnectionThatFailedBefore() {
        HubMessageReceiver receiver = connectUnready();
        receiver.disconnected(new IOException("reset"));
        ready.complete(null);
        fixture.executor.runAll();
        assertThat(hub.calls).isEmpty();
        assertThat(fixture.events).isEmpty();
    }

    @Test
    void stageHoldsTheNextCallBack() {
        HubMessageReceiver receiver = fixture.connect();
        later(receiver, "later");
        note(receiver, "next");
        fixture.executor.runAll();
        assertThat(hub.calls).containsExactly("begin c1", "later");
        hub.stage.complete(null);
        fixture.executor.runAll();
        assertThat(hub.calls).containsExactly("begin c1", "later", "next");
    }

    @Test
    void asManyStagesAsConfiguredAreUnderWay() {
        fixture.options = DispatchFixture.parallel(3);
        HubMessageReceiver receiver = fixture.connect();
        for (String text : List.of("one", "two", "three", "four")) {
            later(receiver, text);
        }
        fixture.executor.runAll();
        assertThat(hub.calls).containsExactly("begin c1", "one", "two", "three");
        hub.stage.complete(null);
        fixture.executor.runAll();
        assertThat(hub.calls).containsExactly("begin c1", "one", "two", "three", "four");
    }

    @Test
    void nothingIsTakenAfterTheEnd() {
        HubMessageReceiver receiver = fixture.connect();
        receiver.disconnected(null);
        note(receiver, "too late");
        fixture.executor.runAll();
        assertThat(hub.calls).containsExactly("begin c1", "end regularly");
    }

    @Test
    void refusalOfTheExecutorFailsTheConnectionWhichMayReconnect() {
        HubMessageReceiver receiver = fixture.connect();
        fixture.executor.refusing = true;
        note(receiver, "lost");
        assertThat(fixture.caller.failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure.allowReconnect()).isTrue());
        fixture.executor.refusing = false;
        receiver.disconnected(fixture.caller.failures.get(0).reason());
        fixture.executor.runAll();
        assertThat(hub.calls).containsExactly("begin c1", "end refused");
    }

    @Test
    void clientThatCallsTooOftenIsToldSoAndTheHubIsNotCalled() throws InterruptedException {
        fixture.options = DispatchFixture.rate(1, 2);
        HubMessageReceiver receiver = fixture.connect();
        for (String text : List.of("first", "second", "third")) {
            note(receiver, text);
        }
        assertThat(fixture.caller.completion().error())
                .isEqualTo(
                        "A client may make 1 calls a second; set hubplane.calls-per-second-per-client to allow more.");
        assertThat(fixture.delivery.limits).containsExactly("calls-per-second-per-client");
        fixture.executor.runAll();
        assertThat(hub.calls).containsExactly("begin c1", "first", "second");

        fixture.clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        note(receiver, "fourth");
        fixture.executor.runAll();
        assertThat(hub.calls).endsWith("fourth");
    }

    @Test
    void clientWhoseCallsFailFillsNoLog() {
        try (LogCapture log = new LogCapture(CallReport.class)) {
            HubMessageReceiver receiver = fixture.connect();
            for (int i = 0; i < 1000; i++) {
                receiver.received(DispatchFixture.invocation("1", "fail"), 10);
                fixture.executor.runAll();
            }

            assertThat(log.lines()).hasSize(ClientLog.DEFAULT_LINES);
        }
    }

    @Test
    void invalidNameOfAGroupIsToldToTheClientWithoutAWarning() throws InterruptedException {
        try (LogCapture log = new LogCapture(CallReport.class)) {
            assertThat(fixture.answer("join", "").error())
                    .contains("HubException: The name of a group is empty; it must have 1 to 512 characters.");
            assertThat(log.lines()).noneMatch(line -> line.startsWith("WARNING"));
        }
    }
}
