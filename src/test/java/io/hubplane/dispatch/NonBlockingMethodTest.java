package io.hubplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.connection.HubMessageReceiver;
import io.hubplane.hub.Connected;
import io.hubplane.hub.Disconnected;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.NonBlocking;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;

/** Methods that never wait run on the thread that reads the connection, in the order of the client's calls. */
class NonBlockingMethodTest {
    @Hub("/some")
    static class SomeHub {
        final List<String> calls = new CopyOnWriteArrayList<>();
        final CompletableFuture<Void> stage = new CompletableFuture<>();
        volatile ClassLoader loader = ClassLoader.getPlatformClassLoader();

        @NonBlocking
        public void quick(String text) {
            calls.add(text);
            loader = Thread.currentThread().getContextClassLoader();
        }

        @NonBlocking
        public CompletionStage<Void> later(String text) {
            calls.add(text);
            return stage;
        }

        @NonBlocking
        public void fail() {
            throw new IllegalStateException("failed");
        }

        @NonBlocking
        public Flow.Publisher<String> stream() {
            calls.add("stream");
            return new SubmissionPublisher<>();
        }

        public void slow(String text) {
            calls.add(text);
        }

        @NonBlocking
        public void leave(HubCallerContext caller) {
            calls.add("leave");
            caller.abort();
        }

        @Disconnected
        public void end() {
            calls.add("end");
        }
    }

    @Hub("/all")
    @NonBlocking
    static class AllHub {
        final List<String> calls = new CopyOnWriteArrayList<>();

        @Connected
        public void begin() {
            calls.add("begin");
        }

        public void quick(String text) {
            calls.add(text);
        }
    }

    private final SomeHub hub = new SomeHub();
    private final DispatchFixture fixture = new DispatchFixture(hub);
    private final HubMessageReceiver receiver = fixture.connect();
    private final int tasksBefore = fixture.executor.handedIn;

    private void call(String target, Object... arguments) {
        receiver.received(DispatchFixture.invocation("1", target, arguments), 10);
    }

    @Test
    void itRunsOnTheReadingThreadAndIsAnswered() throws InterruptedException {
        call("quick", "a");

        assertThat(hub.calls).containsExactly("a");
        assertThat(fixture.caller.completion().error()).isNull();
        assertThat(fixture.executor.handedIn).isEqualTo(tasksBefore);
    }

    @Test
    void anyOtherMethodRunsOnTheExecutor() {
        call("slow", "a");

        assertThat(hub.calls).isEmpty();
        fixture.executor.runAll();
        assertThat(hub.calls).containsExactly("a");
    }

    @Test
    void itWaitsForTheCallsBeforeIt() {
        call("slow", "a");
        call("quick", "b");

        assertThat(hub.calls).isEmpty();
        fixture.executor.runAll();
        assertThat(hub.calls).containsExactly("a", "b");
    }

    @Test
    void itWaitsForTheStageOfTheCallBeforeIt() {
        call("later", "a");
        call("quick", "b");

        assertThat(hub.calls).containsExactly("a");
        hub.stage.complete(null);
        fixture.executor.runAll();
        assertThat(hub.calls).containsExactly("a", "b");
    }

    @Test
    void itsFailureIsToldToTheClientAlone() throws InterruptedException {
        call("fail");
        call("quick", "b");

        assertThat(fixture.caller.completion().error()).contains("invoking 'fail'");
        assertThat(hub.calls).containsExactly("b");
    }

    @Test
    void aStreamIsLeftToTheExecutor() {
        receiver.received(DispatchFixture.streamInvocation("1", "stream"), 10);

        assertThat(hub.calls).isEmpty();
        fixture.executor.runAll();
        assertThat(hub.calls).containsExactly("stream");
    }

    @Test
    void theHubIsToldOfTheEndOfItsCallerOnTheExecutor() {
        call("leave");
        receiver.disconnected(null);

        assertThat(hub.calls).containsExactly("leave");
        fixture.executor.runAll();
        assertThat(hub.calls).containsExactly("leave", "end");
    }

    @Test
    void itHasTheClassLoaderOfItsHubAndTheThreadHasItsOwnAfterwards() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(null);
        try {
            call("quick", "a");

            assertThat(hub.loader).isSameAs(SomeHub.class.getClassLoader());
            assertThat(Thread.currentThread().getContextClassLoader()).isNull();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void onAHubItAppliesToAllMethodsButThoseOfTheConnectionsLife() {
        AllHub all = new AllHub();
        DispatchFixture other = new DispatchFixture(all);
        HubMessageReceiver connected =
                other.dispatcher(other.executor).connected(other.caller, CompletableFuture.completedFuture(null));
        connected.received(DispatchFixture.invocation("1", "quick", "a"), 10);

        assertThat(all.calls).as("the hub has not been told of the connection").isEmpty();
        other.executor.runAll();
        connected.received(DispatchFixture.invocation("2", "quick", "b"), 10);
        assertThat(all.calls).containsExactly("begin", "a", "b");
    }
}
