package io.hubplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.connection.HubMessageReceiver;
import io.hubplane.fake.RecordingDelivery;
import io.hubplane.hub.Connected;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.HubException;
import io.hubplane.protocol.HubMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hub methods that ask clients, one call at a time. */
@Timeout(30)
class ClientQuestionTest {
    private static final int LARGE = 40 * 1024;

    @Hub("/asking")
    static class AskingHub {
        CompletionStage<Integer> inConnected = new CompletableFuture<>();

        @Connected
        public void begin(HubCallerClients clients) {
            inConnected = clients.caller().invoke(int.class, "age");
        }

        public CompletionStage<String> ask(HubCallerClients clients) {
            return clients.caller().invoke(String.class, "name").thenApply(name -> "Hello " + name);
        }

        public String askAndWait(HubCallerContext caller, HubCallerClients clients) {
            CompletionStage<String> name = clients.client(caller.connectionId()).invoke(String.class, "name", 1);
            return "Hello " + name.toCompletableFuture().join();
        }

        public CompletionStage<Integer> hurry(HubCallerClients clients) {
            return clients.client("c2").answeringWithin(Duration.ofSeconds(3)).invoke(int.class, "age");
        }

        public CompletionStage<String> wrong(HubCallerClients clients) {
            return clients.caller().invoke(String.class, " ");
        }

        public int plain() {
            return 7;
        }
    }

    private final AskingHub hub = new AskingHub();
    private final DispatchFixture fixture = new DispatchFixture(hub);
    private final FakeCaller caller = fixture.caller;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static HubMessage call(String id, String target) {
        return DispatchFixture.invocation(id, target);
    }

    /** The next question; waits for it if necessary. */
    private RecordingDelivery.Asked question() {
        while (fixture.delivery.asked.isEmpty()) {
            Thread.onSpinWait();
        }
        return fixture.delivery.asked.remove(0);
    }

    private HubMessageReceiver receiving(HubMessage... messages) {
        HubMessageReceiver receiver = fixture.connect();
        for (HubMessage message : messages) {
            receiver.received(message, 10);
        }
        fixture.executor.runAll();
        return receiver;
    }

    @Test
    void answerComesBackToTheMethodThatAsked() throws InterruptedException {
        receiving(call("1", "ask"));
        RecordingDelivery.Asked question = question();
        assertThat(question.connectionId()).isEqualTo("c1");
        assertThat(question.message()).isEqualTo(HubMessage.Invocation.of("name"));
        assertThat(question.resultType()).isEqualTo(String.class);
        assertThat(question.timeout()).isEqualTo(DispatchOptions.DEFAULTS.clientResultTimeout());
        question.answer().complete("Ada");
        assertThat(caller.completion()).isEqualTo(HubMessage.Completion.ofResult("1", "Hello Ada"));
    }

    @Test
    void primitiveResultsAreAskedForAsObjectsAndTheTimeoutIsTheCallsOwn() {
        receiving(call("1", "hurry"));
        RecordingDelivery.Asked question = question();
        assertThat(question.connectionId()).isEqualTo("c2");
        assertThat(question.resultType()).isEqualTo(Integer.class);
        assertThat(question.timeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void connectedMethodMayNotAsk() {
        fixture.connect();
        assertThat(hub.inConnected.toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(HubException.class)
                .withMessage("A @Connected method must not ask a client for a result.");
        assertThat(fixture.delivery.asked).isEmpty();
    }

    @Test
    void callsOfAClientRunWhileItIsAsked() throws InterruptedException {
        receiving(call("1", "ask"), call("2", "plain"));
        assertThat(caller.completion()).isEqualTo(HubMessage.Completion.ofResult("2", 7));
        question().answer().complete("Ada");
        assertThat(caller.completion()).isEqualTo(HubMessage.Completion.ofResult("1", "Hello Ada"));
    }

    @Test
    void onlyOneCallAtATimeRunsAgainOnceTheClientHasAnswered() {
        InvocationLimit limit = new InvocationLimit(1);
        InvocationLimit.Permit permit = limit.take(true);
        CompletableFuture<String> answer = new CompletableFuture<>();
        assertThat(limit.hasRoom()).isFalse();
        permit.ask(() -> answer);
        assertThat(limit.hasRoom()).isTrue();
        assertThat(limit.isAnswerAwaited()).isTrue();
        answer.complete("Ada");
        assertThat(limit.hasRoom()).isFalse();
        assertThat(limit.isAnswerAwaited()).isFalse();
        permit.end();
        assertThat(limit.hasRoom()).isTrue();
    }

    @Test
    void questionThatOutlivesItsCallChangesNothing() {
        InvocationLimit limit = new InvocationLimit(1);
        InvocationLimit.Permit permit = limit.take(true);
        CompletableFuture<String> answer = new CompletableFuture<>();
        permit.ask(() -> answer);
        permit.end();
        assertThat(limit.isAnswerAwaited()).isFalse();
        limit.take(true);
        answer.complete("Ada");
        permit.ask(() -> answer);
        assertThat(limit.hasRoom()).isFalse();
    }

    @Test
    void questionThatCannotBeAskedFailsTheCallWhichKeepsItsPlaceInTheLimit() throws InterruptedException {
        receiving(call("1", "wrong"), call("2", "plain"));
        assertThat(caller.completion().error()).contains("invoking 'wrong'");
        assertThat(caller.completion()).isEqualTo(HubMessage.Completion.ofResult("2", 7));
    }

    @Test
    void completionGoesToUploadsThenToTheAwaitedResult() {
        List<HubMessage.Completion> answers = new CopyOnWriteArrayList<>();
        caller.asker = answers::add;
        receiving(HubMessage.Completion.ofResult("s1", "Ada"));
        assertThat(answers).containsExactly(HubMessage.Completion.ofResult("s1", "Ada"));
    }

    @Test
    void methodThatWaitsForTheAnswerDoesNotHoldBackTheThreadThatReadsIt() throws Exception {
        HubMessageReceiver receiver =
                fixture.dispatcher(threads).connected(caller, CompletableFuture.completedFuture(null));
        receiver.received(call("1", "askAndWait"), 10);
        RecordingDelivery.Asked question = question();
        caller.asker = answer -> question.answer().complete("Ada");
        receiver.received(HubMessage.Completion.ofResult("s1", "Ada"), 10);
        assertThat(caller.completion()).isEqualTo(HubMessage.Completion.ofResult("1", "Hello Ada"));
    }

    @Test
    void floodInFrontOfTheAnswerIsReadWithoutWaiting() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            HubMessageReceiver receiver =
                    fixture.dispatcher(one).connected(caller, CompletableFuture.completedFuture(null));
            receiver.received(call("1", "askAndWait"), 10);
            RecordingDelivery.Asked question = question();
            caller.asker = answer -> question.answer().complete("Ada");
            // The only thread for hub methods waits, so none of these can run before the answer.
            for (int i = 0; i < 20; i++) {
                receiver.received(call("2", "plain"), LARGE);
            }
            assertThat(fixture.throttle.heldBack()).isZero();
            receiver.received(HubMessage.Completion.ofResult("s1", "Ada"), 10);
            assertThat(caller.completion()).isEqualTo(HubMessage.Completion.ofResult("1", "Hello Ada"));
            assertThat(caller.failures).isEmpty();
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void readerHeldBackAlreadyIsLetGoWhenTheClientIsAsked() throws Exception {
        CompletableFuture<Void> mayAsk = new CompletableFuture<>();
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            one.execute(mayAsk::join);
            HubMessageReceiver receiver =
                    fixture.dispatcher(one).connected(caller, CompletableFuture.completedFuture(null));
            receiver.received(call("1", "askAndWait"), 10);
            Future<?> reader = threads.submit(() -> {
                receiver.received(call("2", "plain"), LARGE);
                receiver.received(call("3", "plain"), LARGE);
            });
            while (fixture.throttle.heldBack() == 0) {
                Thread.onSpinWait();
            }
            mayAsk.complete(null);
            RecordingDelivery.Asked question = question();
            reader.get(10, TimeUnit.SECONDS);
            question.answer().complete("Ada");
            assertThat(caller.completion()).isEqualTo(HubMessage.Completion.ofResult("1", "Hello Ada"));
        } finally {
            one.shutdownNow();
        }
    }
}
