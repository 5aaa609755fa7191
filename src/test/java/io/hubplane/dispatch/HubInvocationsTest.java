package io.hubplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.connection.HubMessageReceiver;
import io.hubplane.fake.RecordingDelivery;
import io.hubplane.hub.Groups;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.HubClients;
import io.hubplane.hub.HubException;
import io.hubplane.hub.HubMethod;
import io.hubplane.protocol.Arguments;
import io.hubplane.protocol.BindingException;
import io.hubplane.protocol.HubMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HubInvocationsTest {
    private static final String GENERIC = "An unexpected error occurred invoking '%s' on the server.";

    // Not public on purpose: hub classes need not be.
    @Hub("/test")
    static class TestHub {
        final CompletableFuture<String> stage = new CompletableFuture<>();
        volatile @Nullable Thread thread;

        public void nothing() {
            thread = Thread.currentThread();
        }

        public int add(int a, int b) {
            return a + b;
        }

        public @Nullable String absent() {
            return null;
        }

        @HubMethod("renamed")
        public String other() {
            return "other";
        }

        public CompletionStage<String> later() {
            return stage;
        }

        public @Nullable CompletionStage<Void> noStage() {
            return null;
        }

        public void fails() {
            throw new IllegalStateException("secret");
        }

        public void failsChecked() throws Exception {
            throw new Exception("secret");
        }

        public void failsForTheClient() {
            throw new HubException("Room is full.");
        }

        @SuppressWarnings("InfiniteRecursion") // On purpose.
        public void overflows() {
            overflows();
        }

        public void failsToInitialize() {
            throw new ExceptionInInitializerError("secret");
        }

        public void exhausts() {
            throw new OutOfMemoryError("thrown on purpose");
        }

        public String provided(
                HubCallerContext caller, String text, HubCallerClients clients, HubClients all, Groups groups) {
            clients.others().send("provided", text);
            groups.add(caller.connectionId(), "room");
            return caller.connectionId() + (all == clients);
        }
    }

    private final TestHub hub = new TestHub();
    private final DispatchFixture fixture = new DispatchFixture(hub);

    private static HubMessage.Completion error(String text) {
        return HubMessage.Completion.ofError("1", text);
    }

    @Test
    void resultOfAMethodIsItsCompletion() throws InterruptedException {
        assertThat(fixture.answer("add", 1, 2)).isEqualTo(HubMessage.Completion.ofResult("1", 3));
    }

    @Test
    void targetIsMatchedIgnoringCase() throws InterruptedException {
        assertThat(fixture.answer("ADD", 1, 2)).isEqualTo(HubMessage.Completion.ofResult("1", 3));
    }

    @Test
    void renamedMethodIsCalledByItsNewName() throws InterruptedException {
        assertThat(fixture.answer("renamed")).isEqualTo(HubMessage.Completion.ofResult("1", "other"));
    }

    @Test
    void methodWithoutAResultAnswersNull() throws InterruptedException {
        assertThat(fixture.answer("nothing")).isEqualTo(HubMessage.Completion.ofResult("1", null));
    }

    @Test
    void nullResultIsAnswered() throws InterruptedException {
        assertThat(fixture.answer("absent")).isEqualTo(HubMessage.Completion.ofResult("1", null));
    }

    @Test
    void callWithoutAnIdIsNeverAnswered() {
        HubMessageReceiver receiver = fixture.connect();
        for (String target : List.of("nothing", "fails", "unknown", "add")) {
            receiver.received(HubMessage.Invocation.of(target), 10);
        }
        fixture.executor.runAll();
        assertThat(fixture.caller.written).isEmpty();
        assertThat(fixture.observed)
                .containsExactly("nothing 0 COMPLETED", "fails 0 FAILED", "unknown 0 UNKNOWN_METHOD", "add 0 INVALID");
    }

    @Test
    void whatTheCallProvidesIsNotSentByTheClient() throws InterruptedException {
        assertThat(fixture.answer("provided", "text")).isEqualTo(HubMessage.Completion.ofResult("1", "c1true"));
        assertThat(fixture.delivery.only())
                .isEqualTo(new RecordingDelivery.Sent(
                        "all", HubMessage.Invocation.of("provided", "text"), Set.of(), Set.of("c1")));
        assertThat(fixture.delivery.changes).containsExactly("add c1 to room");
    }

    @Test
    void stageIsAnsweredWhenItCompletes() throws InterruptedException {
        fixture.connect().received(DispatchFixture.invocation("1", "later"), 10);
        fixture.executor.runAll();
        assertThat(fixture.caller.written).isEmpty();
        assertThat(fixture.activator.events).containsExactly("lent", "returned");
        hub.stage.complete("done");
        assertThat(fixture.caller.completion()).isEqualTo(HubMessage.Completion.ofResult("1", "done"));
        assertThat(fixture.activator.events).containsExactly("lent", "returned", "completed");
    }

    @Test
    void stageThatIsCompleteAlreadyIsAnsweredAtOnce() throws InterruptedException {
        hub.stage.complete("done");
        assertThat(fixture.answer("later")).isEqualTo(HubMessage.Completion.ofResult("1", "done"));
        assertThat(fixture.activator.events).containsExactly("lent", "returned", "completed");
    }

    @Test
    void failureOfAStageIsToldWithoutItsWrapper() throws InterruptedException {
        hub.stage.completeExceptionally(new CompletionException(new HubException("Room is full.")));
        assertThat(fixture.answer("later"))
                .isEqualTo(error(GENERIC.formatted("later") + " HubException: Room is full."));
    }

    @Test
    void missingStageIsAnError() throws InterruptedException {
        assertThat(fixture.answer("noStage")).isEqualTo(error(GENERIC.formatted("noStage")));
    }

    @Test
    void exceptionOfAMethodIsToldInGeneralTerms() throws InterruptedException {
        assertThat(fixture.answer("fails")).isEqualTo(error(GENERIC.formatted("fails")));
        assertThat(fixture.observed).containsExactly("fails 0 FAILED");
        assertThat(fixture.activator.events).containsExactly("lent", "returned", "completed");
    }

    @Test
    void exceptionIsToldUnderTheNameTheClientCalled() throws InterruptedException {
        assertThat(fixture.answer("FAILS")).isEqualTo(error(GENERIC.formatted("FAILS")));
    }

    @Test
    void hubExceptionIsToldInFull() throws InterruptedException {
        assertThat(fixture.answer("failsForTheClient"))
                .isEqualTo(error(GENERIC.formatted("failsForTheClient") + " HubException: Room is full."));
    }

    @Test
    void exceptionIsToldInFullWithDetailedErrors() throws InterruptedException {
        fixture.options = DispatchFixture.detailed();
        assertThat(fixture.answer("failsChecked"))
                .isEqualTo(error(GENERIC.formatted("failsChecked") + " Exception: secret"));
    }

    @Test
    void errorsOfAMethodAreAnsweredAndTheNextCallRuns() throws InterruptedException {
        HubMessageReceiver receiver = fixture.connect();
        receiver.received(DispatchFixture.invocation("1", "overflows"), 10);
        receiver.received(DispatchFixture.invocation("2", "failsToInitialize"), 10);
        receiver.received(DispatchFixture.invocation("3", "add", 1, 2), 10);
        fixture.executor.runAll();
        assertThat(fixture.caller.completion())
                .isEqualTo(HubMessage.Completion.ofError("1", GENERIC.formatted("overflows")));
        assertThat(fixture.caller.completion())
                .isEqualTo(HubMessage.Completion.ofError("2", GENERIC.formatted("failsToInitialize")));
        assertThat(fixture.caller.completion()).isEqualTo(HubMessage.Completion.ofResult("3", 3));
    }

    @Test
    void outOfMemoryIsAnsweredGoesUpAndTheNextCallRuns() throws InterruptedException {
        HubMessageReceiver receiver = fixture.connect();
        receiver.received(DispatchFixture.invocation("1", "exhausts"), 10);
        receiver.received(DispatchFixture.invocation("2", "add", 1, 2), 10);
        assertThatThrownBy(fixture.executor::runOne).isInstanceOf(OutOfMemoryError.class);
        assertThat(fixture.activator.events).containsExactly("lent", "returned", "completed");
        fixture.executor.runAll();
        assertThat(fixture.caller.completion()).isEqualTo(error(GENERIC.formatted("exhausts")));
        assertThat(fixture.caller.completion()).isEqualTo(HubMessage.Completion.ofResult("2", 3));
    }

    @Test
    void subclassThatStandsInForTheHubIsCalled() throws InterruptedException {
        fixture.activator.hubs = () -> new TestHub() {
            @Override
            public int add(int a, int b) {
                return super.add(a, b) * 10;
            }
        };
        assertThat(fixture.answer("add", 1, 2)).isEqualTo(HubMessage.Completion.ofResult("1", 30));
    }

    @Test
    void hubThatCannotBeGivenBackDisturbsNobody() throws InterruptedException {
        fixture.activator.failing = true;
        assertThat(fixture.answer("add", 1, 2)).isEqualTo(HubMessage.Completion.ofResult("1", 3));
        assertThat(fixture.answer("add", 2, 2)).isEqualTo(HubMessage.Completion.ofResult("1", 4));
    }

    @Test
    void hubThatCannotBeMadeIsAnErrorOfTheCall() throws InterruptedException {
        fixture.activator.hubs = () -> {
            throw new IllegalStateException("constructor failed");
        };
        assertThat(fixture.answer("nothing")).isEqualTo(error(GENERIC.formatted("nothing")));
    }

    @Test
    void unknownMethodFailsAsBindingDoes() throws InterruptedException {
        assertThat(fixture.answer("unknown"))
                .isEqualTo(
                        error(
                                "Failed to invoke 'unknown' due to an error on the server. HubException: Method does not exist."));
        assertThat(fixture.activator.events).isEmpty();
        assertThat(fixture.observed).containsExactly("unknown 0 UNKNOWN_METHOD");
    }

    @Test
    void wrongNumberOfArgumentsIsABindingError() throws InterruptedException {
        fixture.options = DispatchFixture.detailed();
        assertThat(fixture.answer("add", 1))
                .isEqualTo(error("Failed to invoke 'add' due to an error on the server. BindingException: "
                        + "Invocation provides 1 argument(s) but target expects 2."));
    }

    @Test
    void bindingErrorIsToldInGeneralTermsAndNoHubIsMade() throws InterruptedException {
        Arguments misfits = types -> {
            throw new BindingException("no int", new IllegalArgumentException());
        };
        fixture.connect().received(new HubMessage.Invocation(Map.of(), "1", "add", misfits, List.of()), 10);
        fixture.executor.runAll();
        assertThat(fixture.caller.completion())
                .isEqualTo(error("Failed to invoke 'add' due to an error on the server."));
        assertThat(fixture.activator.events).isEmpty();
    }

    @Test
    void nullForAPrimitiveIsABindingError() throws InterruptedException {
        fixture.options = DispatchFixture.detailed();
        assertThat(fixture.answer("add", 1, null))
                .isEqualTo(error("Failed to invoke 'add' due to an error on the server. IllegalArgumentException: "
                        + "Argument 2 is null, must be a value of type int."));
    }

    @Test
    void bindingRunsOnTheThreadOfTheCall() {
        @Nullable Thread[] bound = new @Nullable Thread[1];
        Arguments noting = types -> {
            bound[0] = Thread.currentThread();
            return new Object[0];
        };
        fixture.connect().received(new HubMessage.Invocation(Map.of(), "1", "nothing", noting, List.of()), 10);
        assertThat(bound[0]).isNull();
        fixture.executor.runAll();
        assertThat(bound[0]).isNotNull().isSameAs(hub.thread);
    }

    @Test
    void streamOfAPlainMethodIsRefused() throws InterruptedException {
        fixture.connect().received(DispatchFixture.streamInvocation("1", "nothing"), 10);
        fixture.executor.runAll();
        assertThat(fixture.caller.completion())
                .isEqualTo(
                        error(
                                "The client attempted to invoke the non-streaming 'nothing' method with a streaming invocation."));
        assertThat(hub.thread).isNull();
    }

    @Test
    void streamOfAnUnknownMethodFailsAsBindingDoes() throws InterruptedException {
        fixture.connect().received(DispatchFixture.streamInvocation("1", "unknown"), 10);
        fixture.executor.runAll();
        assertThat(fixture.caller.completion())
                .isEqualTo(
                        error(
                                "Failed to invoke 'unknown' due to an error on the server. HubException: Method does not exist."));
    }

    @Test
    void streamsSentToAMethodThatTakesNoneAreRefused() throws InterruptedException {
        fixture.connect()
                .received(new HubMessage.Invocation(Map.of(), "1", "nothing", Arguments.of(), List.of("s1")), 10);
        fixture.executor.runAll();
        assertThat(fixture.caller.completion())
                .isEqualTo(error(GENERIC.formatted("nothing")
                        + " HubException: Client sent 1 stream(s), Hub method expects 0."));
        assertThat(hub.thread).isNull();
    }

    @Test
    void messagesForNothingUnderWayAreSkipped() {
        HubMessageReceiver receiver = fixture.connect();
        receiver.received(HubMessage.Completion.empty("9"), 10);
        receiver.received(new HubMessage.CancelInvocation(Map.of(), "9"), 10);
        receiver.received(new HubMessage.StreamItem(Map.of(), "9", type -> null), 10);
        fixture.executor.runAll();
        assertThat(fixture.caller.written).isEmpty();
        assertThat(fixture.caller.failures).isEmpty();
    }

    @Test
    void resultThatCannotBeEncodedIsAnErrorOfTheCall() throws InterruptedException {
        fixture.caller.notEncodable = Integer.class;
        assertThat(fixture.answer("add", 1, 2)).isEqualTo(error(GENERIC.formatted("add")));
        assertThat(fixture.observed).containsExactly("add 0 FAILED");
    }

    @Test
    void observerHearsOfTheTimeUntilTheStageCompletes() {
        fixture.clock.set(100);
        fixture.connect().received(DispatchFixture.invocation("1", "LATER"), 10);
        fixture.executor.runAll();
        fixture.clock.set(350);
        hub.stage.complete("done");
        assertThat(fixture.observed).containsExactly("later 250 COMPLETED");
    }

    @Test
    void answerIsEncodedBeforeTheHubIsGivenBack() throws InterruptedException {
        assertThat(fixture.answer("add", 1, 2)).isNotNull();
        assertThat(fixture.activator.events).containsExactly("lent", "returned", "completed");
        assertThat(fixture.activator.returned).isSameAs(fixture.activator.lent);
    }

    @Test
    void callIsCurrentWhileTheHubIsMadeAndGoneAfterwards() throws InterruptedException {
        fixture.activator.hubs = () -> {
            assertThat(fixture.scope.current()).isPresent();
            return hub;
        };
        assertThat(fixture.answer("nothing")).isEqualTo(HubMessage.Completion.ofResult("1", null));
        assertThat(fixture.scope.current()).isEmpty();
    }
}
