package io.hubplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.concurrent.RunAs;
import io.hubplane.connection.HubMessageReceiver;
import io.hubplane.connection.Sender;
import io.hubplane.dispatch.model.HubCall;
import io.hubplane.hub.CancellationToken;
import io.hubplane.hub.Connected;
import io.hubplane.hub.Disconnected;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.HubFilter;
import io.hubplane.hub.HubInvocation;
import io.hubplane.lifetime.Delivery;
import io.hubplane.lifetime.recipients.Recipients;
import io.hubplane.protocol.Arguments;
import io.hubplane.protocol.HubMessage;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The application's code runs under the right identity on any thread, and no thread keeps an identity afterwards. */
@Timeout(20)
class CallerIdentityTest {
    /** The identity that the container would report to other beans on the current thread. */
    private static final ThreadLocal<String> NAME = ThreadLocal.withInitial(() -> "nobody");

    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    private static void see(String where) {
        SEEN.add(where + " " + NAME.get());
    }

    /** A container that has a name for each thread. */
    private static final class Names implements CallerIdentities {
        boolean known = true;

        @Override
        public RunAs of(Sender sender) {
            return named(sender.principal().map(Principal::getName).orElse("nobody"));
        }

        @Override
        public RunAs nobody() {
            return named("nobody");
        }

        private RunAs named(String name) {
            return new RunAs() {
                @Override
                public boolean matters() {
                    return known;
                }

                @Override
                public <T> T call(Supplier<T> action) {
                    String before = NAME.get();
                    NAME.set(name);
                    try {
                        return action.get();
                    } finally {
                        NAME.set(before);
                    }
                }
            };
        }
    }

    /** Records the identity under which it is called. */
    @Hub("/h")
    public static class SeeingHub {
        static volatile CompletableFuture<Flow.Publisher<Integer>> numbers = new CompletableFuture<>();

        @Connected
        public void begin() {
            see("connected");
        }

        @Disconnected
        public void end() {
            see("disconnected");
        }

        public String call() {
            see("call");
            return "done";
        }

        public void fail() {
            see("fail");
            throw new IllegalStateException("on purpose");
        }

        public CompletionStage<Flow.Publisher<Integer>> numbers() {
            return numbers;
        }

        public CompletionStage<Void> await(CancellationToken token) {
            return token.cancelled().thenRun(() -> see("cancelled"));
        }

        public void upload(Flow.Publisher<Integer> items) {
            items.subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    see("onSubscribe");
                    subscription.request(5);
                }

                @Override
                public void onNext(Integer item) {
                    see("onNext");
                }

                @Override
                public void onError(Throwable reason) {
                    see("onError");
                }

                @Override
                public void onComplete() {
                    see("onComplete");
                }
            });
        }
    }

    private final Names names = new Names();
    private final DispatchFixture fixture = new DispatchFixture(new SeeingHub());

    @BeforeEach
    void begin() {
        SEEN.clear();
        SeeingHub.numbers = new CompletableFuture<>();
        fixture.identities = names;
    }

    @AfterEach
    void noNameIsLeftBehind() {
        assertThat(NAME.get()).isEqualTo("nobody");
    }

    private HubMessageReceiver connected() {
        HubMessageReceiver receiver = fixture.connect();
        SEEN.clear();
        return receiver;
    }

    @Test
    void hubIsCalledInTheCallersName() throws InterruptedException {
        fixture.answer("call");
        assertThat(SEEN).containsExactly("connected ann", "call ann");
    }

    @Test
    void nameIsGoneAfterACallThatFails() throws InterruptedException {
        fixture.answer("fail");
        assertThat(SEEN).contains("fail ann");
    }

    @Test
    void hubAndObserversHearOfTheEndInTheCallersName() {
        HubMessageReceiver receiver = connected();
        receiver.disconnected(null);
        fixture.executor.runAll();
        assertThat(SEEN).containsExactly("disconnected ann");
    }

    @Test
    void anonymousCallerIsNobodyOnAThreadThatIsSomebody() throws InterruptedException {
        fixture.caller.anonymous = true;
        NAME.set("eve");
        try {
            fixture.answer("call");
        } finally {
            NAME.remove();
        }
        assertThat(SEEN).containsExactly("connected nobody", "call nobody");
    }

    @Test
    void nothingIsDoneForAsLongAsNobodyIsKnown() throws InterruptedException {
        names.known = false;
        fixture.answer("call");
        assertThat(SEEN).containsExactly("connected nobody", "call nobody");
    }

    @Test
    void callGoesOnInTheCallersNameOnAThreadThatAFilterHasChosen() throws InterruptedException {
        CompletableFuture<Boolean> permission = new CompletableFuture<>();
        fixture.filters = List.of(new HubFilter() {
            @Override
            public CompletionStage<?> invoke(HubInvocation invocation, NextCall next) {
                see("filter");
                return permission.thenCompose(granted -> next.proceed());
            }

            @Override
            public CompletionStage<?> connected(HubCallerContext caller, Next next) throws Exception {
                see("filter connected");
                return HubFilter.super.connected(caller, next);
            }
        });
        fixture.connect().received(DispatchFixture.invocation("1", "call"), 10);
        fixture.executor.runAll();
        names.named("bob").call(() -> permission.complete(true));
        assertThat(SEEN).containsExactly("filter connected ann", "connected ann", "filter ann", "call ann");
    }

    @Test
    void publisherIsAskedInTheCallersNameWheneverItIs() {
        connected().received(DispatchFixture.streamInvocation("1", "numbers"), 10);
        fixture.executor.runAll();
        names.named("bob")
                .call(() -> SeeingHub.numbers.complete(subscriber -> {
                    see("subscribe");
                    subscriber.onSubscribe(new Flow.Subscription() {
                        @Override
                        public void request(long n) {
                            see("request");
                        }

                        @Override
                        public void cancel() {
                            see("cancel");
                        }
                    });
                }));
        assertThat(SEEN).containsExactly("subscribe ann", "request ann");
    }

    @Test
    void subscriberToWhatTheClientStreamsIsToldInTheCallersName() {
        HubMessageReceiver receiver = connected();
        receiver.received(DispatchFixture.uploading("1", "upload", List.of("s")), 10);
        receiver.received(DispatchFixture.item("s", 1), 10);
        fixture.executor.runAll();
        receiver.received(HubMessage.Completion.empty("s"), 10);
        fixture.executor.runAll();
        assertThat(SEEN).containsExactly("onSubscribe ann", "onNext ann", "onComplete ann");
    }

    @Test
    void whatFollowsACancellationRunsInTheCallersName() {
        HubMessageReceiver receiver = connected();
        receiver.received(DispatchFixture.invocation("1", "await"), 10);
        fixture.executor.runAll();
        receiver.received(DispatchFixture.cancel("1"), 10);
        fixture.executor.runAll();
        assertThat(SEEN).containsExactly("cancelled ann");
    }

    private static Delivery answering(CompletionStage<Void> stage) {
        return (Delivery) Proxy.newProxyInstance(
                Delivery.class.getClassLoader(), new Class<?>[] {Delivery.class}, (proxy, method, arguments) -> stage);
    }

    @Test
    void whatFollowsASendRunsInTheNameOfWhoHasSent() {
        CallScope scope = new CallScope();
        CompletableFuture<Void> sent = new CompletableFuture<>();
        RunAsDelivery delivery = new RunAsDelivery(answering(sent), scope, names.nobody());
        HubMessage.Invocation message = new HubMessage.Invocation(Map.of(), null, "m", Arguments.of(), List.of());
        delivery.send(new Recipients.All(List.of()), message).thenRun(() -> see("outside"));
        HubCall call = new HubCall(scope.context(), scope.clients(), scope.groups(), names.named("ann"));
        scope.within(
                call,
                () -> delivery.send(new Recipients.All(List.of()), message).thenRun(() -> see("in a call")));
        names.named("bob").call(() -> sent.complete(null));
        assertThat(SEEN).containsExactlyInAnyOrder("outside nobody", "in a call ann");
    }

    @Test
    void threadsThatWaitForASendAreWokenByItsStage() {
        CompletableFuture<Void> sent = new CompletableFuture<>() {
            @Override
            public Void join() {
                see("woken");
                return null;
            }
        };
        RunAsDelivery delivery = new RunAsDelivery(answering(sent), new CallScope(), names.nobody());
        delivery.addToGroup("c", "g").toCompletableFuture().join();
        assertThat(SEEN).containsExactly("woken nobody");
    }

    @Test
    void toCancelOrTimeOutAStageEndsTheOneBehindIt() {
        CompletableFuture<Void> first = new CompletableFuture<>();
        CompletableFuture<Void> second = new CompletableFuture<>();
        var cancelled = new RunAsDelivery(answering(first), new CallScope(), names.nobody())
                .addToGroup("c", "g")
                .toCompletableFuture();
        var late = new RunAsDelivery(answering(second), new CallScope(), names.nobody())
                .addToGroup("c", "g")
                .toCompletableFuture();
        cancelled.cancel(false);
        assertThat(first).isCancelled();
        assertThat(cancelled).isCancelled();
        assertThat(late.orTimeout(1, TimeUnit.MILLISECONDS))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void minimalStageIsTakenToo() {
        CompletionStage<Void> done = CompletableFuture.completedStage(null);
        RunAsDelivery delivery = new RunAsDelivery(answering(done), new CallScope(), names.nobody());
        // As an object: such a stage does not support the methods that an assertion on futures calls.
        assertThat((Object) delivery.addToGroup("c", "g")).isSameAs(done);
    }

    @Test
    void stageThatIsCompleteIsLeftAsItIs() {
        CompletionStage<Void> done = CompletableFuture.completedFuture(null);
        RunAsDelivery delivery = new RunAsDelivery(answering(done), new CallScope(), names.nobody());
        assertThat(delivery.addToGroup("c", "g")).isSameAs(done);
    }
}
