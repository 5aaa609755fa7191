package io.hubplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.connection.HubMessageReceiver;
import io.hubplane.hub.Connected;
import io.hubplane.hub.Disconnected;
import io.hubplane.hub.Hub;
import io.hubplane.protocol.HubMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A connection that goes to another node, or comes from one: for its hub it neither ends nor begins. */
class MovedConnectionTest {
    @Hub("/moving")
    static class MovingHub {
        final List<String> calls = new CopyOnWriteArrayList<>();
        final CompletableFuture<Void> stage = new CompletableFuture<>();

        @Connected
        public void begin() {
            calls.add("begin");
        }

        @Disconnected
        public void end() {
            calls.add("end");
        }

        public void note(String text) {
            calls.add(text);
        }

        public CompletionStage<Void> later(String text) {
            calls.add(text);
            return stage;
        }
    }

    private final MovingHub hub = new MovingHub();
    private final DispatchFixture fixture = new DispatchFixture(hub);

    private HubMessageReceiver come() {
        HubMessageReceiver receiver = fixture.dispatcher(fixture.executor).goesOn(fixture.caller);
        fixture.executor.runAll();
        return receiver;
    }

    private void call(HubMessageReceiver receiver, String id, String target, String text) {
        receiver.received(DispatchFixture.invocation(id, target, text), 10);
        fixture.executor.runAll();
    }

    @Test
    void theHubIsNotToldThatAConnectionComesAndTakesItsCallsAtOnce() {
        HubMessageReceiver receiver = come();
        call(receiver, "1", "note", "hello");

        assertThat(hub.calls).containsExactly("hello");
        assertThat(fixture.events).isEmpty();
        assertThat(receiver.isQuiet()).isTrue();
    }

    @Test
    void theHubIsToldWhenAConnectionThatHasComeEnds() {
        HubMessageReceiver receiver = come();
        receiver.disconnected(null);
        fixture.executor.runAll();

        assertThat(hub.calls).containsExactly("end");
    }

    @Test
    void theHubIsNotToldThatAConnectionGoes() {
        HubMessageReceiver receiver = fixture.connect();
        receiver.moved();
        fixture.executor.runAll();

        assertThat(hub.calls).containsExactly("begin");
        assertThat(receiver.isOpen()).isFalse();
    }

    @Test
    void aConnectionCannotGoBeforeTheHubHasAcceptedItNorAfterItsEnd() {
        HubMessageReceiver receiver =
                fixture.dispatcher(fixture.executor).connected(fixture.caller, CompletableFuture.completedFuture(null));
        assertThat(receiver.isOpen()).isFalse();
        fixture.executor.runAll();
        assertThat(receiver.isOpen()).isTrue();
        receiver.disconnected(null);
        assertThat(receiver.isOpen()).isFalse();
    }

    @Test
    void callsThatWaitOrRunAreAnsweredWithAnErrorAndWaitingOnesDoNotBegin() {
        HubMessageReceiver receiver = fixture.connect();
        call(receiver, "1", "later", "runs");
        call(receiver, "2", "note", "waits");
        assertThat(receiver.isQuiet()).isFalse();
        receiver.giveUp();
        receiver.moved();
        hub.stage.complete(null);
        fixture.executor.runAll();

        assertThat(hub.calls).containsExactly("begin", "runs");
        assertThat(fixture.caller.takeWritten())
                .contains(
                        HubMessage.Completion.ofError("1", ErrorTexts.MOVED),
                        HubMessage.Completion.ofError("2", ErrorTexts.MOVED));
    }
}
