package io.hubplane.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.concurrent.RunAs;
import io.hubplane.connection.HubMessageReceiver;
import io.hubplane.dispatch.model.HubCall;
import io.hubplane.dispatch.model.HubDescriptor;
import io.hubplane.dispatch.model.HubMethodDescriptor;
import io.hubplane.dispatch.stream.Cancellation;
import io.hubplane.hub.Connected;
import io.hubplane.hub.Disconnected;
import io.hubplane.hub.Disconnection;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.HubException;
import io.hubplane.hub.HubFilter;
import io.hubplane.hub.HubInvocation;
import io.hubplane.hub.HubMethod;
import io.hubplane.protocol.Arguments;
import io.hubplane.protocol.HubMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HubFilterTest {
    @Hub("/filtered")
    static class FilteredHub {
        final List<String> told = new CopyOnWriteArrayList<>();
        final CompletableFuture<String> stage = new CompletableFuture<>();

        @HubMethod("greet")
        public String hello(HubCallerContext caller, String name) {
            told.add("greet " + name);
            return "hello " + name;
        }

        public CompletionStage<String> later() {
            return stage;
        }

        public void fails() {
            throw new IllegalStateException("secret");
        }

        @Connected
        public void begun() {
            told.add("connected");
        }

        @Disconnected
        public void ended() {
            told.add("disconnected");
        }
    }

    /** Records what it sees, with its own name. */
    private final class Recorder implements HubFilter {
        private final String name;

        Recorder(String name) {
            this.name = name;
        }

        @Override
        public CompletionStage<?> invoke(HubInvocation invocation, NextCall next) {
            record("calls " + invocation.methodName());
            return next.proceed()
                    .whenComplete((result, failure) -> record(failure == null ? "sees " + result : "fails"));
        }

        @Override
        public CompletionStage<?> connected(HubCallerContext caller, Next next) {
            record("connects");
            return next.proceed();
        }

        @Override
        public CompletionStage<?> disconnected(Disconnection disconnection, Next next) {
            record("disconnects");
            return next.proceed();
        }

        private void record(String what) {
            seen.add(name + " " + what + (fixture.scope.current().isPresent() ? "" : " outside of a call"));
        }
    }

    private final FilteredHub hub = new FilteredHub();
    private final DispatchFixture fixture = new DispatchFixture(hub);
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<HubInvocation> invocations = new ArrayList<>();

    private static HubMessage.Completion result(@Nullable Object value) {
        return HubMessage.Completion.ofResult("1", value);
    }

    private static HubMessage.Completion error(String text) {
        return HubMessage.Completion.ofError("1", text);
    }

    private HubFilter calls(HubCallFilter filter) {
        return new HubFilter() {
            @Override
            public CompletionStage<?> invoke(HubInvocation invocation, NextCall next) throws Exception {
                invocations.add(invocation);
                return filter.invoke(invocation, next);
            }
        };
    }

    private interface HubCallFilter {
        CompletionStage<?> invoke(HubInvocation invocation, HubFilter.NextCall next) throws Exception;
    }

    @Test
    void filtersNestInTheirOrderAroundTheMethod() throws InterruptedException {
        fixture.filters = List.of(new Recorder("outer"), new Recorder("inner"));
        assertThat(fixture.answer("greet", "Ann")).isEqualTo(result("hello Ann"));
        assertThat(seen)
                .endsWith("outer calls greet", "inner calls greet", "inner sees hello Ann", "outer sees hello Ann");
    }

    @Test
    void filterWithoutMethodsChangesNothing() throws InterruptedException {
        fixture.filters = List.of(new HubFilter() {});
        assertThat(fixture.answer("greet", "Ann")).isEqualTo(result("hello Ann"));
        assertThat(hub.told).containsExactly("connected", "greet Ann");
    }

    @Test
    void filterSeesTheCall() throws InterruptedException {
        fixture.filters = List.of(calls((invocation, next) -> next.proceed()));
        HubMessageReceiver receiver = fixture.connect();
        receiver.received(
                new HubMessage.Invocation(Map.of("trace", "7"), "1", "GREET", Arguments.of("Ann"), List.of()), 10);
        fixture.executor.runAll();
        HubInvocation seenCall = invocations.get(0);
        assertThat(seenCall.methodName()).isEqualTo("greet");
        assertThat(seenCall.hub()).isEqualTo(FilteredHub.class);
        assertThat(seenCall.method())
                .hasValueSatisfying(method -> assertThat(method.getName()).isEqualTo("hello"));
        assertThat(seenCall.arguments()).hasSize(2).last().isEqualTo("Ann");
        assertThat(seenCall.headers()).containsExactly(Map.entry("trace", "7"));
        assertThat(seenCall.caller().connectionId()).isEqualTo("c1");
        assertThat(seenCall.isStreaming()).isFalse();
    }

    @Test
    void filterReplacesArgumentsForWhatFollows() throws InterruptedException {
        fixture.filters = List.of(
                calls((call, next) -> next.proceedWith(call.arguments().get(0), "Bob")),
                calls((call, next) -> next.proceed()));
        assertThat(fixture.answer("greet", "Ann")).isEqualTo(result("hello Bob"));
        assertThat(invocations.get(1).arguments().get(1)).isEqualTo("Bob");
    }

    @Test
    void wrongNumberOfReplacedArgumentsFailsTheCall() throws InterruptedException {
        fixture.options = DispatchFixture.detailed();
        fixture.filters = List.of(calls((call, next) -> next.proceedWith("Bob")));
        assertThat(fixture.answer("greet", "Ann").error())
                .endsWith("proceeds with 1 arguments, but the method needs 2");
        assertThat(hub.told).doesNotContain("greet Bob");
    }

    @Test
    void filterMayReturnAStageThatAnswersNoQuestions() throws InterruptedException {
        fixture.filters = List.of(calls((call, next) -> CompletableFuture.completedStage("done")));
        assertThat(fixture.answer("greet", "Ann")).isEqualTo(result("done"));
        fixture.filters = List.of(calls((call, next) -> hub.stage.minimalCompletionStage()));
        fixture.connect().received(DispatchFixture.invocation("1", "greet", "Ann"), 10);
        fixture.executor.runAll();
        assertThat(fixture.caller.written).isEmpty();
        hub.stage.complete("late");
        assertThat(fixture.caller.completion()).isEqualTo(result("late"));
    }

    @Test
    void filterAnswersInPlaceOfTheHub() throws InterruptedException {
        fixture.filters = List.of(calls((call, next) -> CompletableFuture.completedFuture("cached")));
        assertThat(fixture.answer("greet", "Ann")).isEqualTo(result("cached"));
        assertThat(hub.told).containsExactly("connected");
    }

    @Test
    void textOfAHubExceptionOfAFilterReachesTheClient() throws InterruptedException {
        fixture.filters = List.of(calls((call, next) -> {
            throw new HubException("Slow down.");
        }));
        assertThat(fixture.answer("greet", "Ann"))
                .isEqualTo(error(
                        "An unexpected error occurred invoking 'greet' on the server." + " HubException: Slow down."));
    }

    @Test
    void failureOfTheMethodComesBackThroughTheFilters() throws InterruptedException {
        fixture.filters = List.of(new Recorder("only"));
        assertThat(fixture.answer("fails"))
                .isEqualTo(error("An unexpected error occurred invoking 'fails' on the server."));
        assertThat(seen).last().isEqualTo("only fails");
    }

    @Test
    void filterTurnsAFailureIntoAResult() throws InterruptedException {
        fixture.filters = List.of(calls((call, next) -> next.proceed().exceptionally(failure -> "nothing happened")));
        assertThat(fixture.answer("fails")).isEqualTo(result("nothing happened"));
    }

    @Test
    void stageOfTheMethodIsAwaitedThroughTheFilters() throws InterruptedException {
        fixture.filters = List.of(calls((call, next) -> next.proceed().thenApply(value -> value + "!")));
        fixture.connect().received(DispatchFixture.invocation("1", "later"), 10);
        fixture.executor.runAll();
        assertThat(fixture.caller.written).isEmpty();
        hub.stage.complete("done");
        assertThat(fixture.caller.completion()).isEqualTo(result("done!"));
    }

    @Test
    void callThatGoesOnElsewhereStillHasItsScope() throws Exception {
        CompletableFuture<Void> permit = new CompletableFuture<>();
        fixture.filters =
                List.of(calls((call, next) -> permit.thenCompose(nothing -> next.proceed())), new Recorder("inner"));
        fixture.connect().received(DispatchFixture.invocation("1", "greet", "Ann"), 10);
        fixture.executor.runAll();
        permit.complete(null);
        assertThat(fixture.caller.completion()).isEqualTo(result("hello Ann"));
        assertThat(seen).contains("inner calls greet");
    }

    @Test
    void filterThatReturnsNoStageFailsTheCall() throws InterruptedException {
        fixture.options = DispatchFixture.detailed();
        fixture.filters = List.of(calls((call, next) -> noStage()));
        assertThat(fixture.answer("greet", "Ann").error()).endsWith("returned null, must return a CompletionStage");
    }

    @SuppressWarnings("NullAway") // What careless filters do.
    private static CompletionStage<?> noStage() {
        return null;
    }

    @Test
    void callOfAnUnknownMethodPassesTheFilters() throws InterruptedException {
        fixture.filters = List.of(new Recorder("only"), calls((call, next) -> next.proceed()));
        assertThat(fixture.answer("fly", 1))
                .isEqualTo(error("Failed to invoke 'fly' due to an error on the server."
                        + " HubException: Method does not exist."));
        assertThat(seen).endsWith("only calls fly", "only fails");
        assertThat(invocations.get(0).method()).isEmpty();
        assertThat(invocations.get(0).arguments()).isEmpty();
    }

    @Test
    void callWithArgumentsThatDoNotFitPassesTheFilters() throws InterruptedException {
        fixture.filters = List.of(new Recorder("only"), calls((call, next) -> next.proceed()));
        assertThat(fixture.answer("greet").error()).startsWith("Failed to invoke 'greet' due to an error");
        assertThat(seen).endsWith("only calls greet", "only fails");
        assertThat(invocations.get(0).method()).isEmpty();
    }

    @Test
    void filterRefusesAnUnknownMethodInItsOwnWords() throws InterruptedException {
        fixture.filters = List.of(calls((call, next) -> {
            throw new HubException("Slow down.");
        }));
        assertThat(fixture.answer("fly").error()).endsWith("HubException: Slow down.");
    }

    @Test
    void filterAnswersForAnUnknownMethod() throws InterruptedException {
        fixture.filters = List.of(calls((call, next) -> CompletableFuture.completedFuture("up")));
        assertThat(fixture.answer("fly")).isEqualTo(result("up"));
    }

    @Test
    void filtersSurroundBeginningAndEndOfAConnection() {
        fixture.filters = List.of(new Recorder("only"));
        HubMessageReceiver receiver = fixture.connect();
        assertThat(hub.told).containsExactly("connected");
        receiver.disconnected(null);
        fixture.executor.runAll();
        assertThat(hub.told).containsExactly("connected", "disconnected");
        assertThat(seen).containsExactly("only connects", "only disconnects");
    }

    @Test
    void filterRefusesAConnection() {
        HubException refusal = new HubException("Full.");
        fixture.filters = List.of(new HubFilter() {
            @Override
            public CompletionStage<?> connected(HubCallerContext caller, Next next) {
                throw refusal;
            }
        });
        fixture.connect();
        assertThat(hub.told).isEmpty();
        assertThat(fixture.events).isEmpty();
        assertThat(fixture.caller.failures).containsExactly(new FakeCaller.Failure(refusal, false));
    }

    @Test
    void hubObjectIsLentUntilTheFiltersAreThrough() throws InterruptedException {
        CompletableFuture<Object> outcome = new CompletableFuture<>();
        fixture.filters = List.of(calls((call, next) -> next.proceed().thenCompose(result -> outcome)));
        fixture.connect().received(DispatchFixture.invocation("1", "greet", "Ann"), 10);
        fixture.executor.runAll();
        assertThat(fixture.activator.events).endsWith("lent", "returned");
        outcome.complete("end");
        assertThat(fixture.caller.completion()).isEqualTo(result("end"));
        assertThat(fixture.activator.events).endsWith("lent", "returned", "completed");
    }

    @Test
    void withoutFiltersTheMethodItselfIsCalled() {
        HubDescriptor descriptor = HubDescriptor.of(FilteredHub.class);
        HubMethodDescriptor method = Objects.requireNonNull(descriptor.method("greet"));
        FilterChain none = new FilterChain(FilteredHub.class, List.of(), fixture.scope);
        ReceivedCall received = new ReceivedCall(
                Map.of(),
                "1",
                "greet",
                method,
                Arguments.of("Ann"),
                false,
                List.of(),
                new Cancellation(RunAs.UNCHANGED, Runnable::run),
                new CallerContext(fixture.caller, "node-a", CallerIdentities.NONE),
                CallObservation.NONE);
        HubCall call =
                new HubCall(fixture.scope.context(), fixture.scope.clients(), fixture.scope.groups(), RunAs.UNCHANGED);
        assertThat(none.around(method, received, call)).isSameAs(method.bean());
    }
}
