package io.hubplane.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.hubplane.dispatch.DispatchOptions;
import io.hubplane.dispatch.model.HubDefinitionException;
import io.hubplane.hub.Connected;
import io.hubplane.hub.Disconnected;
import io.hubplane.hub.Disconnection;
import io.hubplane.hub.Groups;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.HubContext;
import io.hubplane.hub.HubException;
import io.hubplane.hub.HubFilter;
import io.hubplane.hub.HubInvocation;
import io.hubplane.hub.TypedHubCallerClients;
import io.hubplane.hub.cluster.Cluster;
import io.hubplane.sample.chat.ChatHub;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HubTestKitTest {
    private static final List<String> LOG = new CopyOnWriteArrayList<>();

    record Point(int x, Instant at) {}

    /** The methods of clients of {@link TryHub}. */
    public interface Screen {
        /** Shows a text. */
        void show(String text);
    }

    /** A hub with a method for each test. */
    @Hub("/try")
    public static class TryHub {
        final HubCallerContext caller;
        final HubCallerClients clients;

        @Inject
        Groups groups;

        @Inject
        TypedHubCallerClients<Screen> screens;

        @Inject
        HubContext<TryHub> itself;

        @Inject
        TryHub(HubCallerContext caller, HubCallerClients clients) {
            this.caller = caller;
            this.clients = clients;
        }

        @Connected
        public void connected() {
            if (caller.header("refused").isPresent()) {
                throw new IllegalStateException("on purpose");
            }
            LOG.add("connected " + caller.userIdentifier().orElse("nobody"));
        }

        @Disconnected
        public void disconnected(Disconnection disconnection) {
            LOG.add("disconnected "
                    + disconnection.reason().map(Throwable::getMessage).orElse("regularly"));
        }

        public Point echo(Point point) {
            return point;
        }

        public @Nullable String nothing() {
            return null;
        }

        public void fail(boolean told) {
            throw told ? new HubException("told") : new IllegalStateException("secret");
        }

        public CompletionStage<String> later() {
            return CompletableFuture.supplyAsync(() -> "later");
        }

        public CompletionStage<String> never() {
            return new CompletableFuture<>();
        }

        public Map<String, String> request() {
            return Map.of(
                    "header", caller.header("X-Header").orElse(""),
                    "query", caller.queryParameter("query").orElse(""),
                    "cookie", caller.cookie("cookie").orElse(""),
                    "transport", caller.transport());
        }

        public void tellAll() {
            clients.all().send("a");
            clients.allExcept(List.of("x", "y")).send("b", 1);
            clients.caller().send("c");
            clients.user("ann").send("d");
            clients.groups(List.of("g", "h")).send("e", new Point(1, Instant.EPOCH), null);
            screens.caller().show("f");
            itself.clients().all().send("g");
        }

        public CompletionStage<Void> join(String group) {
            return groups.add(caller.connectionId(), group);
        }

        public void leaveForGood() {
            caller.abort();
        }

        public Flow.Publisher<Integer> count(int to) {
            return subscriber -> {
                SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(Runnable::run, 100);
                publisher.subscribe(subscriber);
                for (int i = 1; i <= to; i++) {
                    publisher.submit(i);
                }
                if (to > 0) {
                    publisher.close();
                }
            };
        }

        public CompletionStage<String> concat(Flow.Publisher<String> parts) {
            Concatenation concatenation = new Concatenation();
            parts.subscribe(concatenation);
            return concatenation.result;
        }

        public CompletionStage<Integer> ask(int number) {
            return clients.caller().invoke(Integer.class, "twice", number);
        }

        public int square(int number) {
            return number * number;
        }

        public CompletionStage<Boolean> asksInVain(String connectionId) {
            return clients.client(connectionId)
                    .invoke(String.class, "late")
                    .handle((answer, failure) -> failure instanceof TimeoutException);
        }

        @RolesAllowed("admin")
        public String secret() {
            return "secret";
        }
    }

    private static final class Concatenation implements Flow.Subscriber<String> {
        private final StringBuilder all = new StringBuilder();
        private final CompletableFuture<String> result = new CompletableFuture<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String item) {
            all.append(item);
        }

        @Override
        public void onError(Throwable reason) {
            result.complete(all + " and failed");
        }

        @Override
        public void onComplete() {
            result.complete(all.toString());
        }
    }

    private final HubTestKit<TryHub> kit = HubTestKit.of(TryHub.class);
    private final TestClient client = kit.connect("ann");

    HubTestKitTest() {
        LOG.clear();
    }

    @Test
    void argumentsAndResultsAreEncodedOnTheirWay() {
        Point point = new Point(1, Instant.parse("2026-01-02T03:04:05Z"));

        assertThat(client.invoke(Point.class, "Echo", point)).isEqualTo(point).isNotSameAs(point);
        assertThat(client.invoke(Object.class, "echo", Map.of("X", 1, "unknown", 2)))
                .isEqualTo(nothingBut("x", 1));
        assertThat(client.invoke(String.class, "nothing")).isNull();
        client.invoke("nothing");
    }

    private static Map<String, @Nullable Object> nothingBut(String name, Object value) {
        Map<String, @Nullable Object> map = new HashMap<>();
        map.put(name, value);
        map.put("at", null);
        return map;
    }

    @Test
    void failureIsTheTextTheClientSees() {
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> client.invoke("fail", false))
                .withMessage("An unexpected error occurred invoking 'fail' on the server.");
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> client.invoke("fail", true))
                .withMessageEndingWith("HubException: told");
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> client.invoke("fail", "x"))
                .withMessage("Failed to invoke 'fail' due to an error on the server.");
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> client.invoke("unknown"))
                .withMessageContaining("unknown");
    }

    @Test
    void valuesAreMappedAsTheApplicationDoes() {
        HubTestKit<TryHub> shouting = HubTestKit.builder(TryHub.class)
                .mapperCustomizers((mapper, protocol) -> mapper.registerModule(new SimpleModule()
                        .addSerializer(String.class, new StdSerializer<>(String.class) {
                            private static final long serialVersionUID = 1L;

                            @Override
                            public void serialize(String value, JsonGenerator to, SerializerProvider provider)
                                    throws IOException {
                                to.writeString(value + "!");
                            }
                        })))
                .build();

        TestClient client = shouting.connect();
        CompletionStage<Void> unused = shouting.context().clients().all().send("hear", "me");

        assertThat(client.received()).hasToString("[hear(me!)]");
    }

    @Test
    void optionsAreThoseOfTheHub() {
        DispatchOptions detailed =
                new DispatchOptions(1, 1, 1, 1, 1, 1, 1024, DispatchOptions.DEFAULTS.clientResultTimeout(), true);
        TestClient told =
                HubTestKit.builder(TryHub.class).options(detailed).build().connect();

        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> told.invoke("fail", false))
                .withMessageEndingWith("IllegalStateException: secret");
    }

    @Test
    void whatTheHubDoesOnOtherThreadsIsWaitedFor() {
        assertThat(client.invoke(String.class, "later")).isEqualTo("later");
    }

    @Test
    void callMayStayOpen() {
        TestCall<String> call = client.start(String.class, "never");

        assertThat(call.isCompleted()).isFalse();
        client.disconnect();
        assertThatExceptionOfType(AssertionError.class).isThrownBy(call::result).withMessageContaining("never");
    }

    @Test
    void callWithoutAnAnswerIsDone() {
        client.send("join", "g");
        client.send("tellAll");

        assertThat(client.received()).extracting(ReceivedMessage::method).contains("e");
    }

    @Test
    void requestIsWhatTheClientConnectedWith() {
        TestClient other = kit.client()
                .user("bob", "admin")
                .header("x-header", "1")
                .queryParameter("query", "2")
                .cookie("cookie", "3")
                .connect();

        assertThat(other.invoke(Object.class, "request"))
                .isEqualTo(Map.of("header", "1", "query", "2", "cookie", "3", "transport", "WebSockets"));
        assertThat(LOG).containsExactly("connected bob");
    }

    @Test
    void rolesAreThoseTheClientHas() {
        TestClient admin = kit.client().user("bob", "admin").connect();

        assertThat(admin.invoke(String.class, "secret")).isEqualTo("secret");
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> client.invoke("secret"))
                .withMessage("Failed to invoke 'secret' because user is unauthorized");
    }

    @Test
    void whatIsSentIsKnownWhoeverReceivesIt() {
        client.invoke("tellAll");

        assertThat(kit.sent().stream().map(SentMessage::toString))
                .containsExactly(
                        "all: a()",
                        "all except x, y: b(1)",
                        "connection " + client + ": c()",
                        "user ann: d()",
                        "group g: e(Point[x=1, at=1970-01-01T00:00:00Z], null)",
                        "group h: e(Point[x=1, at=1970-01-01T00:00:00Z], null)",
                        "connection " + client + ": show(f)",
                        "all: g()");
        kit.forgetSent();
        assertThat(kit.sent()).isEmpty();
    }

    @Test
    void clientsReceiveWhatIsForThem() {
        TestClient other = kit.connect();
        client.invoke("join", "g");

        other.invoke("tellAll");

        assertThat(client.received()).hasToString("[a(), b(1), d(), e({x=1, at=1970-01-01T00:00:00Z}, null), g()]");
        assertThat(client.received().get(3).argument(0, Point.class)).isEqualTo(new Point(1, Instant.EPOCH));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> client.received().get(3).argument(2, Point.class))
                .withMessageContaining("has no argument 2");
        assertThat(other.received()).extracting(ReceivedMessage::method).containsExactly("a", "b", "c", "show", "g");
        client.forgetReceived();
        assertThat(client.received()).isEmpty();
    }

    @Test
    void testMaySendFromOutside() {
        kit.context().groups().add(client.connectionId(), "g");
        kit.context().clients().group("g").send("news", 1);

        assertThat(client.received()).hasToString("[news(1)]");
        assertThat(kit.sent()).hasToString("[group g: news(1)]");
    }

    @Test
    void eitherSideMayEndTheConnection() {
        TestClient broken = kit.connect();
        LOG.clear();

        client.disconnect();
        broken.drop();
        TestClient aborted = kit.connect();
        aborted.send("leaveForGood");

        assertThat(LOG)
                .containsExactly(
                        "disconnected regularly",
                        "disconnected The network failed",
                        "connected nobody",
                        "disconnected regularly");
        assertThat(aborted.isConnected()).isFalse();
        assertThat(aborted.closeError()).isEmpty();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> client.send("later"));
    }

    @Test
    void hubMayRefuseAClient() {
        TestClient refused = kit.client().header("refused", "yes").connect();

        assertThat(refused.isConnected()).isFalse();
        assertThat(refused.closeError())
                .hasValueSatisfying(error -> assertThat(error).startsWith("Connection closed"));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> refused.invoke("later"))
                .withMessageContaining("Connection closed");
    }

    @Test
    void streamsAreLists() {
        assertThat(client.stream(Integer.class, "count", 40).allItems())
                .hasSize(40)
                .startsWith(1, 2, 3)
                .endsWith(40);
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> client.stream(Integer.class, "later").allItems())
                .withMessageContaining("non-streaming");
    }

    @Test
    void streamMayBeCancelled() {
        TestCall<Integer> endless = client.stream(Integer.class, "count", 0);
        assertThat(endless.isCompleted()).isFalse();

        endless.cancel();

        assertThat(endless.allItems()).isEmpty();
    }

    @Test
    void clientMayStreamToTheHub() {
        TestUpload upload = client.upload();
        TestCall<String> call = client.start(String.class, "concat", upload);
        upload.items("a", "b").items("c");
        assertThat(call.isCompleted()).isFalse();

        upload.complete();

        assertThat(call.result()).isEqualTo("abc");
    }

    @Test
    void streamToTheHubMayFail() {
        TestUpload upload = client.upload();
        TestCall<String> call = client.start(String.class, "concat", upload);

        upload.items("a").fail("on purpose");

        assertThat(call.result()).isEqualTo("a and failed");
    }

    @Test
    void clientAnswersTheHub() {
        client.answer("twice", question -> 2 * question.argument(0, int.class));

        assertThat(client.invoke(int.class, "ask", 21)).isEqualTo(42);
        assertThat(client.received()).hasToString("[twice(21)]");
        assertThat(kit.sent()).hasToString("[connection " + client + ": twice(21)]");
    }

    @Test
    void clientMayCallTheHubInOrderToAnswer() {
        client.answer("twice", question -> client.invoke(int.class, "square", 3));

        assertThat(client.invoke(int.class, "ask", 21)).isEqualTo(9);
    }

    @Test
    void clientMayHaveNoAnswer() {
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> client.invoke("ask", 1))
                .withMessageEndingWith("HubException: Client didn't provide a result.");

        client.answer("twice", question -> {
            throw new IllegalStateException("on purpose");
        });
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> client.invoke("ask", 1))
                .withMessageEndingWith("HubException: on purpose");
    }

    @Test
    void timePassesWhenTheTestSaysSo() {
        TestClient silent = kit.connect();
        silent.answer("late", question -> {
            kit.advance(Duration.ofSeconds(31));
            return "too late";
        });

        assertThat(client.invoke(boolean.class, "asksInVain", silent.connectionId()))
                .isTrue();
    }

    @Test
    void filtersStandAroundTheHub() {
        HubFilter shouting = new HubFilter() {
            @Override
            public CompletionStage<? extends @Nullable Object> invoke(HubInvocation invocation, NextCall next) {
                LOG.add("filtered");
                return next.proceed();
            }
        };
        HubTestKit.builder(TryHub.class).filters(shouting).build().connect().invoke("nothing");

        assertThat(LOG).containsExactly("connected nobody", "filtered");
    }

    @Test
    void hubMayBeMadeByTheTest() {
        Cluster unused = (Cluster) Proxy.newProxyInstance(
                Cluster.class.getClassLoader(), new Class<?>[] {Cluster.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
        HubTestKit<ChatHub> chat = HubTestKit.of(
                ChatHub.class, call -> new ChatHub(call.context(), call.clients(), call.groups(), unused));
        TestClient ann = chat.connect();
        TestClient bob = chat.connect();
        bob.invoke("join", "den");

        ann.invoke("sendToRoom", "den", "Ann", "Hello");

        assertThat(bob.received()).last().hasToString("roomMessage(den, Ann, Hello)");
        assertThat(ann.received()).extracting(ReceivedMessage::method).containsExactly("welcome");
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> ann.invoke("send", "", "Hello"))
                .withMessageContaining("The name has 0 characters");
    }

    /** A hub for users only. */
    @Hub("/closed")
    @RolesAllowed("**")
    public static class ClosedHub {
        public String whoAmI(HubCallerContext caller) {
            return caller.userIdentifier().orElseThrow();
        }
    }

    @Test
    void hubMayBeClosedToSome() {
        HubTestKit<ClosedHub> closed = HubTestKit.of(ClosedHub.class);

        assertThat(closed.connect("ann").invoke(String.class, "whoAmI")).isEqualTo("ann");
        assertThatExceptionOfType(SecurityException.class)
                .isThrownBy(closed::connect)
                .withMessageContaining("**");
    }

    /** A hub with an injected object that the kit does not provide. */
    @Hub("/foreign")
    public static class ForeignHub {
        @Inject
        Runnable service;

        public void work() {
            service.run();
        }
    }

    @Test
    void whatTheKitCannotInjectIsSaid() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> HubTestKit.of(ForeignHub.class))
                .withMessage("The test kit does not know how to make a " + ForeignHub.class.getName()
                        + " with the java.lang.Runnable it has; give the kit a function that makes it");
        assertThatExceptionOfType(HubDefinitionException.class).isThrownBy(() -> HubTestKit.of(String.class));
    }
}
