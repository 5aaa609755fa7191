package io.hubplane.lifetime.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneSecret;
import io.hubplane.backplane.LocalBackplane;
import io.hubplane.fake.FakeBackplane;
import io.hubplane.fake.ManualExecutor;
import io.hubplane.lifetime.TestNode;
import io.hubplane.lifetime.routing.FarmOptions;
import io.hubplane.lifetime.routing.RoutingMode;
import io.hubplane.transport.ForwardedAnswer;
import io.hubplane.transport.ForwardedRequest;
import io.hubplane.transport.Identity;
import io.hubplane.transport.NegotiatedTerms;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportException;
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
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a node forwards a request to the node that owns the connection. */
class RequestForwardingTest {
    /** A false signature, of the same length as the genuine one at the end of a token. */
    private static final String FORGED = ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private static final Duration WAIT = Duration.ofSeconds(90);
    private static final String SECRET = "the-secret-of-this-farm-0123456789";
    private static final Instant EXPIRES = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final RequestInfo REQUEST = new RequestInfo(
            Map.of("Accept", List.of("a", "b")),
            Map.of("id", List.of("token")),
            Map.of("c", "d"),
            new Identity(() -> "ann", Set.of("admin", "boss"), EXPIRES),
            "192.0.2.1");

    private final LocalBackplane.Exchange exchange = new LocalBackplane.Exchange();
    private final TestNode node = TestNode.on(new LocalBackplane(exchange)).build();
    private final ManualExecutor executor = new ManualExecutor();
    private final TestNode owner =
            TestNode.on(new LocalBackplane(exchange)).executor(executor).build();
    private final TransportConnection connection = owner.negotiate(null);
    private final String token = connection.token();
    private final List<ForwardedRequest> handled = new ArrayList<>();
    private CompletionStage<ForwardedAnswer> outcome = CompletableFuture.completedFuture(answer("hello"));

    private static ForwardedAnswer answer(String body) {
        return new ForwardedAnswer(200, "text/plain", body.getBytes(StandardCharsets.UTF_8));
    }

    private static ForwardedRequest request(String method, String token) {
        return request(method, token, REQUEST);
    }

    private static ForwardedRequest request(String method, String token, RequestInfo request) {
        Duration waiting = method.equals("GET") ? WAIT : Duration.ZERO;
        return new ForwardedRequest(method, token, request, new byte[] {1, 2, 3}, waiting);
    }

    private void serve() {
        owner.connections.serveForwarded(request -> {
            handled.add(request);
            return outcome;
        });
    }

    private CompletableFuture<ForwardedAnswer> forward(String method) {
        return node.connections.forward(request(method, token)).orElseThrow().toCompletableFuture();
    }

    private void assertNothingLeft() {
        assertThat(TestNode.kept(node.lifetimeManager)).isZero();
    }

    @Test
    void theOwnerIsAskedAndItsAnswerComesBack() {
        serve();
        CompletableFuture<ForwardedAnswer> answer = forward("GET");
        assertThat(handled).as("off the backplane's thread").isEmpty();
        executor.runAll();

        assertThat(answer)
                .isCompletedWithValueMatching(given -> given.status() == 200
                        && given.contentType().equals("text/plain")
                        && new String(given.body(), StandardCharsets.UTF_8).equals("hello"));
        assertNothingLeft();
    }

    /** The request as the owner gets it when another node forwards it. */
    private ForwardedRequest seen(RequestInfo request, TransportConnection connection) {
        serve();
        assertThat(node.connections.forward(request("POST", connection.token(), request)))
                .isPresent();
        executor.runAll();
        return handled.get(handled.size() - 1);
    }

    @Test
    void theOwnerSeesWhoSentWhatFromWhere() {
        ForwardedRequest seen = seen(REQUEST, connection);

        assertThat(seen.method()).isEqualTo("POST");
        assertThat(seen.token()).isEqualTo(connection.token());
        assertThat(seen.body()).containsExactly(1, 2, 3);
        assertThat(seen.request().remoteAddress()).isEqualTo("192.0.2.1");
        assertThat(seen.request().principal()).map(Principal::getName).contains("ann");
        assertThat(seen.request().identity().roles()).containsExactlyInAnyOrder("admin", "boss");
        assertThat(seen.request().identity().expires()).isEqualTo(EXPIRES);
    }

    @Test
    void headersCookiesAndQueryAreThoseOfTheRequestTheOwnerAnsweredItself() {
        RequestInfo negotiation = new RequestInfo(
                Map.of("Accept-Language", List.of("en")),
                Map.of("room", List.of("blue")),
                Map.of("theme", "dark"),
                Identity.ANONYMOUS,
                "192.0.2.9");
        TransportConnection negotiated = owner.connections.create(negotiation, new NegotiatedTerms(true, false));

        RequestInfo seen = seen(REQUEST, negotiated).request();

        assertThat(seen.headers()).isEqualTo(negotiation.headers());
        assertThat(seen.query()).isEqualTo(negotiation.query());
        assertThat(seen.cookies()).isEqualTo(negotiation.cookies());
    }

    @Test
    void thePrincipalStaysTheConnectionsOwnAsLongAsItsNameIsTheSame() {
        Identity ann = TestNode.identity("ann");
        TransportConnection hers = owner.connections.create(TestNode.request(ann), new NegotiatedTerms(true, false));

        assertThat(seen(REQUEST, hers).request().identity().principal()).isSameAs(ann.principal());
        assertThat(seen(TestNode.request(TestNode.identity("bob")), hers)
                        .request()
                        .principal()
                        .map(Principal::getName))
                .contains("bob");
        assertThat(seen(TestNode.request(), hers).request().principal()).isEmpty();
    }

    @Test
    void noTokenHeaderCookieOrParameterTravels() {
        FakeBackplane transport = new FakeBackplane();
        TestNode sender = TestNode.on(transport).build();
        RequestInfo request = new RequestInfo(
                Map.of("Authorization", List.of("Bearer secret-1"), "X-Api-Key", List.of("secret-2")),
                Map.of("access_token", List.of("secret-3"), "id", List.of(connection.token())),
                Map.of("JSESSIONID", "secret-4"),
                TestNode.identity("ann"),
                "192.0.2.1");

        assertThat(sender.connections.forward(request("POST", connection.token(), request)))
                .isPresent();

        String published = new String(transport.published().get(0), StandardCharsets.ISO_8859_1);
        assertThat(published)
                .contains("ann")
                .doesNotContain("secret", "Bearer", "X-Api-Key", "JSESSIONID", connection.token())
                .doesNotContain(connection.token().substring(Backplane.NODE_ID_LENGTH + 1));
    }

    @Test
    void aDigestOfNoConnectionHasNoToken() {
        TransportConnection gone = owner.negotiate(null);
        gone.abandoned();

        assertThat(seen(REQUEST, gone).token()).isEmpty();
    }

    @Test
    void aTokenThatNamesNoOtherNodeIsNotForwarded() {
        for (String unknown : List.of(
                "",
                "garbage",
                "12 characters",
                node.negotiate(null).token(),
                node.backplane.nodeId() + FORGED,
                "nodenodenode-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "nodenodenode.AAAAAAAAAAAAAAAAAAAAAA",
                "node:all:no:" + FORGED)) {
            assertThat(node.connections.forward(request("GET", unknown)))
                    .as(unknown)
                    .isEmpty();
        }
    }

    @Test
    void aTokenOfANodeThatIsNotThereFailsAtOnce() {
        CompletionStage<ForwardedAnswer> answer = node.connections
                .forward(request("GET", "nodenodenode" + FORGED))
                .orElseThrow();

        assertThat(answer.toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(TransportException.class);
        assertNothingLeft();
    }

    private TestNode withSecret(Backplane backplane) {
        return TestNode.on(backplane)
                .farm(farm(BackplaneSecret.of(SECRET), 10, 1000))
                .build();
    }

    private static FarmOptions farm(@Nullable BackplaneSecret secret, int requests, int bytes) {
        return new FarmOptions(TestNode.ACKNOWLEDGEMENT_TIMEOUT, secret, requests, requests, bytes);
    }

    @Test
    void aFalseTokenAsksNobody() {
        String genuine = withSecret(new LocalBackplane()).negotiate(null).token();
        FakeBackplane transport = new FakeBackplane();
        TestNode asking = withSecret(transport);
        transport.takeCalls();
        for (int i = 0; i < genuine.length(); i++) {
            String other = genuine.charAt(i) == 'A' ? "B" : "A";
            String changed = genuine.substring(0, i) + other + genuine.substring(i + 1);
            assertThat(asking.connections.forward(request("GET", changed)))
                    .as(changed)
                    .isEmpty();
        }
        assertThat(asking.connections.forward(request("GET", "nodenodenode" + FORGED)))
                .isEmpty();
        assertThat(transport.takeCalls()).isEmpty();

        assertThat(asking.connections.forward(request("GET", genuine))).isPresent();
        String owner = genuine.substring(0, Backplane.NODE_ID_LENGTH);
        assertThat(transport.takeCalls()).containsExactly("has NODE " + owner, "publish NODE " + owner);
    }

    @Test
    void aTokenOfAFarmWithAnotherSecretIsFalse() {
        TestNode other = TestNode.on(new LocalBackplane())
                .farm(farm(BackplaneSecret.random(), 10, 1000))
                .build();

        assertThat(withSecret(new FakeBackplane())
                        .connections
                        .forward(request("GET", other.negotiate(null).token())))
                .isEmpty();
    }

    @Test
    void aTokenCarriesACheckValueAndAnIdDoesNot() {
        TestNode anyNode = withSecret(new LocalBackplane());
        TransportConnection separate = anyNode.negotiate(null);
        TransportConnection same = anyNode.connections.create(TestNode.request(), NegotiatedTerms.NONE);

        assertThat(separate.token()).matches("[A-Za-z0-9_-]{12}\\.[A-Za-z0-9_-]{30}");
        assertThat(separate.id()).matches("[A-Za-z0-9_-]{12}\\.[A-Za-z0-9_-]{22}");
        assertThat(same.id()).isEqualTo(same.token()).hasSameSizeAs(separate.token());
    }

    @Test
    void requestsBeyondTheRoomAreAnsweredBusyUnlessTheyPoll() {
        serve();
        FakeBackplane transport = new FakeBackplane();
        TestNode asking = TestNode.on(transport).farm(farm(null, 2, 1000)).build();
        assertThat(asking.connections
                        .forward(request("POST", token))
                        .orElseThrow()
                        .toCompletableFuture())
                .isNotDone();
        assertThat(asking.connections
                        .forward(request("DELETE", token))
                        .orElseThrow()
                        .toCompletableFuture())
                .isNotDone();
        transport.takeCalls();

        assertBusy(asking.connections.forward(request("POST", token)).orElseThrow());
        assertThat(transport.takeCalls()).isEmpty();
        assertThat(asking.observer.events()).contains("limit forwarding.maximum-requests");
        assertThat(asking.connections
                        .forward(request("GET", token))
                        .orElseThrow()
                        .toCompletableFuture())
                .isNotDone();

        asking.pass(TestNode.ACKNOWLEDGEMENT_TIMEOUT.plusSeconds(1));
        assertThat(asking.connections
                        .forward(request("POST", token))
                        .orElseThrow()
                        .toCompletableFuture())
                .as("there is room again")
                .isNotDone();
    }

    @Test
    void bytesBeyondTheRoomAreAnsweredBusyButASingleBodyGoes() {
        TestNode asking =
                TestNode.on(new FakeBackplane()).farm(farm(null, 10, 2)).build();

        assertThat(asking.connections
                        .forward(request("POST", token))
                        .orElseThrow()
                        .toCompletableFuture())
                .isNotDone();
        assertBusy(asking.connections.forward(request("POST", token)).orElseThrow());
        assertThat(asking.observer.events()).contains("limit forwarding.maximum-bytes");
    }

    private static ForwardedRequest from(String address, String token, int length) {
        RequestInfo request = new RequestInfo(Map.of(), Map.of(), Map.of(), Identity.ANONYMOUS, address);
        return new ForwardedRequest("POST", token, request, new byte[length], Duration.ZERO);
    }

    private static TestNode sharing(Backplane backplane, int perAddress, Executor executor) {
        return TestNode.on(backplane)
                .farm(new FarmOptions(TestNode.ACKNOWLEDGEMENT_TIMEOUT, null, 10, perAddress, 100))
                .executor(executor)
                .build();
    }

    @Test
    void requestsOfOneAddressLeaveRoomToOthers() {
        FakeBackplane transport = new FakeBackplane();
        TestNode asking = sharing(transport, 2, executor);
        assertThat(asking.connections
                        .forward(from("192.0.2.1", token, 1))
                        .orElseThrow()
                        .toCompletableFuture())
                .isNotDone();
        assertThat(asking.connections
                        .forward(from("192.0.2.1", token, 1))
                        .orElseThrow()
                        .toCompletableFuture())
                .isNotDone();
        transport.takeCalls();

        assertBusy(asking.connections.forward(from("192.0.2.1", token, 1)).orElseThrow());
        assertThat(transport.takeCalls()).isEmpty();
        assertThat(asking.observer.events()).contains("limit forwarding.maximum-requests-per-address");
        assertThat(asking.connections
                        .forward(from("192.0.2.2", token, 1))
                        .orElseThrow()
                        .toCompletableFuture())
                .as("of another address")
                .isNotDone();

        asking.pass(TestNode.ACKNOWLEDGEMENT_TIMEOUT.plusSeconds(1));
        assertThat(asking.connections
                        .forward(from("192.0.2.1", token, 1))
                        .orElseThrow()
                        .toCompletableFuture())
                .as("there is room again")
                .isNotDone();
    }

    @Test
    void bodiesOfOneAddressHaveTheSameShareAsItsRequestsButASingleOneGoes() {
        TestNode asking = sharing(new FakeBackplane(), 5, executor);
        assertThat(asking.connections
                        .forward(from("192.0.2.1", token, 60))
                        .orElseThrow()
                        .toCompletableFuture())
                .isNotDone();

        assertBusy(asking.connections.forward(from("192.0.2.1", token, 1)).orElseThrow());
        assertThat(asking.observer.events()).contains("limit forwarding.maximum-requests-per-address");
        assertThat(asking.connections
                        .forward(from("192.0.2.2", token, 40))
                        .orElseThrow()
                        .toCompletableFuture())
                .isNotDone();
    }

    @Test
    void anAddressHasOneShareAtTheOwnerWhicheverNodesItUses() {
        TestNode small = sharing(new LocalBackplane(exchange), 1, executor);
        TestNode third = TestNode.on(new LocalBackplane(exchange)).build();
        small.connections.serveForwarded(request -> new CompletableFuture<>());
        String there = small.negotiate(null).token();
        assertThat(node.connections
                        .forward(from("192.0.2.1", there, 1))
                        .orElseThrow()
                        .toCompletableFuture())
                .isNotDone();
        executor.runAll();

        assertBusy(third.connections.forward(from("192.0.2.1", there, 1)).orElseThrow());
        assertThat(small.observer.events()).contains("limit forwarding.maximum-requests-per-address");
        assertThat(third.connections
                        .forward(from("192.0.2.2", there, 1))
                        .orElseThrow()
                        .toCompletableFuture())
                .isNotDone();
    }

    @Test
    void whatAnAddressHasNoShareOfTakesNoRoomFromOthers() {
        TestNode asking = sharing(new FakeBackplane(), 1, executor);
        for (int i = 0; i < 20; i++) {
            asking.connections.forward(from("192.0.2.1", token, 1));
        }
        for (int i = 2; i <= 10; i++) {
            assertThat(asking.connections
                            .forward(from("192.0.2." + i, token, 1))
                            .orElseThrow()
                            .toCompletableFuture())
                    .as("the request of address " + i)
                    .isNotDone();
        }
        assertThat(asking.observer.events()).doesNotContain("limit forwarding.maximum-requests");
    }

    private static void assertBusy(CompletionStage<ForwardedAnswer> answer) {
        assertThat(answer.toCompletableFuture()).isCompletedWithValueMatching(given -> given.status() == 503);
    }

    @Test
    void theOwnerIsBusyToo() {
        TestNode small = TestNode.on(new LocalBackplane(exchange))
                .executor(executor)
                .farm(farm(null, 1, 1000))
                .build();
        CompletableFuture<ForwardedAnswer> first = new CompletableFuture<>();
        small.connections.serveForwarded(request -> first);
        String there = small.negotiate(null).token();
        CompletableFuture<ForwardedAnswer> taken =
                node.connections.forward(request("POST", there)).orElseThrow().toCompletableFuture();
        executor.runAll();

        assertBusy(node.connections.forward(request("POST", there)).orElseThrow());
        assertThat(small.observer.events()).contains("limit forwarding.maximum-requests");
        assertThat(taken).isNotDone();

        first.complete(answer("done"));
        assertThat(taken).isCompleted();
        CompletableFuture<ForwardedAnswer> next =
                node.connections.forward(request("POST", there)).orElseThrow().toCompletableFuture();
        executor.runAll();
        assertThat(next).isCompletedWithValueMatching(given -> given.status() == 200);
    }

    @Test
    void nothingIsForwardedWhenSharingWithAspNetCore() {
        TestNode interop = TestNode.on(new LocalBackplane(exchange))
                .routing(RoutingMode.ASPNETCORE)
                .build();

        assertThat(interop.connections.forward(request("GET", token))).isEmpty();
        assertThat(interop.connections
                        .create(TestNode.request(), new NegotiatedTerms(true, false))
                        .token())
                .matches("[A-Za-z0-9_-]{22}");
    }

    @Test
    void aHandlerThatFailsAnswersWithAnInternalError() {
        serve();
        outcome = CompletableFuture.failedFuture(new IllegalStateException("bug"));
        CompletableFuture<ForwardedAnswer> late = forward("POST");
        executor.runAll();
        owner.connections.serveForwarded(request -> {
            throw new IllegalStateException("bug");
        });
        CompletableFuture<ForwardedAnswer> thrown = forward("POST");
        executor.runAll();

        assertThat(late).isCompletedWithValueMatching(given -> given.status() == 500);
        assertThat(thrown).isCompletedWithValueMatching(given -> given.status() == 500);
    }

    @Test
    void anOwnerThatDoesNotAnswerFailsTheRequest() {
        serve();
        outcome = new CompletableFuture<>();
        CompletableFuture<ForwardedAnswer> post = forward("POST");
        CompletableFuture<ForwardedAnswer> delete = forward("DELETE");
        CompletableFuture<ForwardedAnswer> poll = forward("GET");
        node.pass(TestNode.ACKNOWLEDGEMENT_TIMEOUT);
        assertThat(post).isNotDone();
        node.pass(Duration.ofSeconds(1));
        for (CompletableFuture<ForwardedAnswer> late : List.of(post, delete)) {
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
        CompletableFuture<ForwardedAnswer> before = forward("POST");
        node.lifetimeManager.close();

        assertThat(before).isCompletedExceptionally();
        assertBusy(forward("POST"));
        assertNothingLeft();
    }

    @Test
    void aBackplaneThatCannotCarryTheRequestFailsIt() {
        FakeBackplane backplane = new FakeBackplane();
        backplane.answerPublishes(CompletableFuture.failedFuture(new BackplaneException("Redis is away")));
        TestNode alone = TestNode.on(backplane).build();

        assertThat(alone.connections
                        .forward(request("POST", token))
                        .orElseThrow()
                        .toCompletableFuture())
                .isCompletedExceptionally();
        assertThat(TestNode.kept(alone.lifetimeManager)).isZero();
    }
}
