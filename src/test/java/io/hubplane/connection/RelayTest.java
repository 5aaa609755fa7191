package io.hubplane.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.LocalBackplane;
import io.hubplane.fixture.FakeBackplane;
import io.hubplane.fixture.ManualExecutor;
import io.hubplane.transport.Identity;
import io.hubplane.transport.NegotiatedTerms;
import io.hubplane.transport.RelayedAnswer;
import io.hubplane.transport.RelayedRequest;
import io.hubplane.transport.RequestInfo;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** How a node has a request handled by the node that owns the connection. */
class RelayTest {
    private static final Duration WAIT = Duration.ofSeconds(90);
    private static final Instant EXPIRES = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final RequestInfo REQUEST = new RequestInfo(
            Map.of("Accept", List.of("a", "b")),
            Map.of("id", List.of("token")),
            Map.of("c", "d"),
            new Identity(() -> "ann", Set.of("admin", "boss"), EXPIRES),
            "192.0.2.1");

    private final LocalBackplane.Exchange exchange = new LocalBackplane.Exchange();
    private final HubNode node = HubNode.on(new LocalBackplane(exchange)).build();
    private final ManualExecutor executor = new ManualExecutor();
    private final HubNode owner =
            HubNode.on(new LocalBackplane(exchange)).executor(executor).build();
    private final String token = owner.negotiate(null).token();
    private final List<RelayedRequest> handled = new ArrayList<>();
    private CompletionStage<RelayedAnswer> outcome = CompletableFuture.completedFuture(answer("hello"));

    private static RelayedAnswer answer(String body) {
        return new RelayedAnswer(200, "text/plain", body.getBytes(StandardCharsets.UTF_8));
    }

    private static RelayedRequest request(String method, String token) {
        return request(method, token, REQUEST);
    }

    private static RelayedRequest request(String method, String token, RequestInfo request) {
        Duration waiting = method.equals("GET") ? WAIT : Duration.ZERO;
        return new RelayedRequest(method, token, request, new byte[] {1, 2, 3}, waiting);
    }

    private void serve() {
        owner.connections.serveRelayed(request -> {
            handled.add(request);
            return outcome;
        });
    }

    private CompletableFuture<RelayedAnswer> relay(String method) {
        return node.connections.relay(request(method, token)).orElseThrow().toCompletableFuture();
    }

    private void assertNothingLeft() {
        assertThat(node.lifetimeManager.size()).isZero();
    }

    @Test
    void theOwnerIsAskedAndItsAnswerComesBack() {
        serve();
        CompletableFuture<RelayedAnswer> answer = relay("GET");
        assertThat(handled).as("off the backplane's thread").isEmpty();
        executor.runAll();

        assertThat(answer)
                .isCompletedWithValueMatching(given -> given.status() == 200
                        && given.contentType().equals("text/plain")
                        && new String(given.body(), StandardCharsets.UTF_8).equals("hello"));
        assertNothingLeft();
    }

    @Test
    void theOwnerSeesTheWholeRequest() {
        serve();
        assertThat(relay("POST")).isNotDone();
        executor.runAll();

        RelayedRequest seen = handled.get(0);
        assertThat(seen.method()).isEqualTo("POST");
        assertThat(seen.token()).isEqualTo(token);
        assertThat(seen.body()).containsExactly(1, 2, 3);
        assertThat(seen.request().headers()).isEqualTo(REQUEST.headers());
        assertThat(seen.request().query()).isEqualTo(REQUEST.query());
        assertThat(seen.request().cookies()).isEqualTo(REQUEST.cookies());
        assertThat(seen.request().remoteAddress()).isEqualTo("192.0.2.1");
        assertThat(seen.request().principal()).map(Principal::getName).contains("ann");
        assertThat(seen.request().identity().roles()).containsExactlyInAnyOrder("admin", "boss");
        assertThat(seen.request().identity().expires()).isEqualTo(EXPIRES);
    }

    @Test
    void tokensOfBearersDoNotTravel() {
        serve();
        RequestInfo request = new RequestInfo(
                Map.of("Authorization", List.of("Bearer secret"), "Accept", List.of("*/*")),
                Map.of("access_token", List.of("secret"), "id", List.of(token)),
                Map.of(),
                Identity.ANONYMOUS,
                "192.0.2.1");
        assertThat(node.connections.relay(request("GET", token, request))).isPresent();
        executor.runAll();

        RequestInfo seen = handled.get(0).request();
        assertThat(seen.headers()).containsOnlyKeys("accept");
        assertThat(seen.query()).containsOnlyKeys("id");
    }

    @Test
    void aTokenThatNamesNoOtherNodeIsNotRelayed() {
        for (String unknown : List.of(
                "",
                "garbage",
                "12 characters",
                node.negotiate(null).token(),
                node.backplane.nodeId() + ".AAAAAAAAAAAAAAAAAAAAAA",
                "nodenodenode-AAAAAAAAAAAAAAAAAAAAAA",
                "node:all:no:.AAAAAAAAAAAAAAAAAAAAAA")) {
            assertThat(node.connections.relay(request("GET", unknown)))
                    .as(unknown)
                    .isEmpty();
        }
    }

    @Test
    void aTokenOfANodeThatIsNotThereFailsAtOnce() {
        CompletionStage<RelayedAnswer> answer = node.connections
                .relay(request("GET", "nodenodenode.AAAAAAAAAAAAAAAAAAAAAA"))
                .orElseThrow();

        assertThat(answer.toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(ConnectionException.class);
        assertNothingLeft();
    }

    @Test
    void nothingIsRelayedWhenSharingWithAspNetCore() {
        HubNode interop = HubNode.on(new LocalBackplane(exchange))
                .routing(RoutingMode.ASPNETCORE)
                .build();

        assertThat(interop.connections.relay(request("GET", token))).isEmpty();
        assertThat(interop.connections
                        .create(HubNode.request(), new NegotiatedTerms(true, false))
                        .token())
                .matches("[A-Za-z0-9_-]{22}");
    }

    @Test
    void aHandlerThatFailsAnswersWithAnInternalError() {
        serve();
        outcome = CompletableFuture.failedFuture(new IllegalStateException("bug"));
        CompletableFuture<RelayedAnswer> late = relay("POST");
        executor.runAll();
        owner.connections.serveRelayed(request -> {
            throw new IllegalStateException("bug");
        });
        CompletableFuture<RelayedAnswer> thrown = relay("POST");
        executor.runAll();

        assertThat(late).isCompletedWithValueMatching(given -> given.status() == 500);
        assertThat(thrown).isCompletedWithValueMatching(given -> given.status() == 500);
    }

    @Test
    void anOwnerThatDoesNotAnswerFailsTheRequest() {
        serve();
        outcome = new CompletableFuture<>();
        CompletableFuture<RelayedAnswer> post = relay("POST");
        CompletableFuture<RelayedAnswer> delete = relay("DELETE");
        CompletableFuture<RelayedAnswer> poll = relay("GET");
        node.pass(HubNode.ACKNOWLEDGEMENT_TIMEOUT);
        assertThat(post).isNotDone();
        node.pass(Duration.ofSeconds(1));
        for (CompletableFuture<RelayedAnswer> late : List.of(post, delete)) {
            assertThat(late)
                    .failsWithin(Duration.ZERO)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(TimeoutException.class);
        }
        node.pass(WAIT.minusSeconds(1));
        assertThat(poll).as("a poll may be pending for long").isNotDone();
        node.pass(Duration.ofSeconds(1));

        assertThat(poll).isCompletedExceptionally();
        assertNothingLeft();
    }

    @Test
    void closingFailsWhatWaitsAndWhatIsAskedAfterwards() {
        serve();
        CompletableFuture<RelayedAnswer> before = relay("POST");
        node.lifetimeManager.close();

        assertThat(before).isCompletedExceptionally();
        assertThat(relay("POST")).isCompletedExceptionally();
        assertNothingLeft();
    }

    @Test
    void aBackplaneThatCannotCarryTheRequestFailsIt() {
        FakeBackplane backplane = new FakeBackplane();
        backplane.answerPublishes(CompletableFuture.failedFuture(new BackplaneException("Redis is away")));
        HubNode alone = HubNode.on(backplane).build();

        assertThat(alone.connections.relay(request("POST", token)).orElseThrow().toCompletableFuture())
                .isCompletedExceptionally();
        assertThat(alone.lifetimeManager.size()).isZero();
    }
}
