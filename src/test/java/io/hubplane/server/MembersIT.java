package io.hubplane.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.Server;
import io.hubplane.fixture.TokenIssuer;
import io.hubplane.server.members.MembersHub;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A hub that not everybody may use: which tokens are accepted, and how an application uses it. */
class MembersIT {
    private static final TokenIssuer ISSUER = new TokenIssuer();
    private static HubplaneNode node;

    @BeforeAll
    static void start() {
        NodeSettings settings = NodeSettings.named("members")
                .withWar(Applications.library(MembersHub.class.getPackage(), "members.war"), "members")
                .with("hubplane.allow-stateful-reconnects", "true")
                .with("hubplane.trusted-proxies", "127.0.0.1")
                .with("hubplane.maximum-waiting-negotiations-per-address", "20")
                .with("hubplane.maximum-connections-per-address", "40")
                .with("hubplane.maximum-header-bytes", "2048")
                .with("hubplane.allowed-hosts", "127.0.0.1,chat.example.org")
                .with("mp.jwt.verify.publickey", ISSUER.publicKey())
                .with("mp.jwt.verify.issuer", TokenIssuer.NAME);
        node = HubplaneNode.start(Server.underTest(), settings);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static URI hub(String token) {
        return URI.create(node.resolve("members") + "?access_token=" + token);
    }

    private static String error(String text) {
        return "{\"type\":3,\"invocationId\":\"7\",\"error\":\"" + text + "\"}";
    }

    @Test
    void anonymousIsChallenged() throws IOException {
        URI negotiate = URI.create(node.resolve("members") + "/negotiate?negotiateVersion=1");
        HttpResponse<String> answer = RawConnection.request("POST", negotiate);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(RawConnection.refusal(node.resolve("members"))).isEqualTo(401);
    }

    @Test
    void tokenThatNobodyKnowsIsRefused() {
        assertThat(RawConnection.refusal(hub("made-up"))).isEqualTo(401);
        assertThat(RawConnection.refusal(hub(new TokenIssuer().token("eve", "member"))))
                .isEqualTo(401);
        assertThat(RawConnection.refusal(hub(ISSUER.expired()))).isEqualTo(401);
    }

    @Test
    void userWithoutTheRoleIsForbidden() {
        assertThat(RawConnection.refusal(hub("token-of-guest"))).isEqualTo(403);
    }

    @Test
    void identityStoreKnowsWhoseATokenIs() {
        try (RawConnection ann = RawConnection.connect(hub("token-of-ann"))) {
            assertThat(ann.call("whoAmI")).isEqualTo(RawConnection.result("ann, user:ann"));
            assertThat(ann.call("purge")).isEqualTo(error("Failed to invoke 'purge' because user is unauthorized"));
        }
    }

    @Test
    void tokenIsTakenFromTheHeaderToo() throws IOException {
        URI negotiate = URI.create(node.resolve("members") + "/negotiate?negotiateVersion=1");
        assertThat(RawConnection.request("POST", negotiate, "Authorization", "Bearer token-of-ann")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tokenOfMicroProfileOpensTheHub() {
        try (RawConnection bob = RawConnection.connect(hub(ISSUER.token("bob", "member", "admin")))) {
            assertThat(bob.call("whoAmI")).isEqualTo(RawConnection.result("bob, user:bob, admin"));
            assertThat(bob.call("purge")).isEqualTo(RawConnection.result("purged"));
        }
    }

    private static final String ANN = "token-of-ann";
    private static final String BOB = ISSUER.token("bob", "member", "admin");

    private static String negotiate(String parameters) throws IOException {
        String body = RawConnection.request(
                        "POST",
                        URI.create(node.resolve("members") + "/negotiate?negotiateVersion=1&access_token=" + ANN
                                + parameters))
                .body();
        return body.replaceFirst(".*\"connectionToken\":\"([^\"]+)\".*", "$1");
    }

    private static URI returning(String connection, String bearer) {
        return URI.create(hub(bearer) + "&id=" + connection);
    }

    private static HttpResponse<String> ask(String method, String connection, String bearer) throws IOException {
        return RawConnection.request(method, returning(connection, bearer));
    }

    @Test
    void connectionThatPollsIsItsOwnersAlone() throws IOException {
        String connection = negotiate("");
        assertThat(RawConnection.refusal(returning(connection, BOB))).isEqualTo(403);
        assertThat(RawConnection.request("GET", returning(connection, BOB), "Accept", "text/event-stream")
                        .statusCode())
                .isEqualTo(403);
        assertThat(ask("GET", connection, BOB).statusCode()).isEqualTo(403);

        assertThat(ask("GET", connection, ANN).statusCode()).isEqualTo(200);
        assertThat(ask("POST", connection, BOB).statusCode()).isEqualTo(403);
        assertThat(ask("GET", connection, BOB).statusCode()).isEqualTo(403);
        assertThat(ask("DELETE", connection, BOB).statusCode()).isEqualTo(403);
        assertThat(ask("POST", connection, ANN).statusCode()).isEqualTo(200);
        assertThat(ask("DELETE", connection, ANN).statusCode()).isEqualTo(202);
    }

    @Test
    void connectionIsTakenUpAgainByItsOwnerAlone() throws IOException {
        String connection = negotiate("&useStatefulReconnect=true");
        try (RawConnection ann = RawConnection.open(returning(connection, ANN))) {
            ann.send("{\"protocol\":\"json\",\"version\":2}" + RawConnection.RS);
            assertThat(ann.messages().next()).isEqualTo("{}");

            assertThat(RawConnection.refusal(returning(connection, BOB))).isEqualTo(403);
            assertThat(RawConnection.refusal(returning(connection, "made-up"))).isEqualTo(401);

            assertThat(ann.call("whoAmI")).isEqualTo(RawConnection.result("ann, user:ann"));
            assertThat(ann.call("purge")).isEqualTo(error("Failed to invoke 'purge' because user is unauthorized"));
        }
    }

    /** The status of a request that a proxy passes on whose clients use this host name. */
    private static int statusBehindProxy(String host, String origin) throws IOException {
        URI negotiate = URI.create(node.resolve("members") + "/negotiate?negotiateVersion=1&access_token=" + ANN);
        return RawConnection.request(
                        "POST",
                        negotiate,
                        "X-Forwarded-For",
                        "203.0.113.9",
                        "X-Forwarded-Host",
                        host,
                        "X-Forwarded-Proto",
                        "https",
                        "Origin",
                        origin)
                .statusCode();
    }

    @Test
    void pageBehindTheProxyIsKnownByTheHostTheProxyTells() throws IOException {
        assertThat(statusBehindProxy("chat.example.org", "https://chat.example.org"))
                .isEqualTo(200);
        assertThat(statusBehindProxy("chat.example.org", "http://chat.example.org"))
                .isEqualTo(403);
        assertThat(statusBehindProxy("chat.example.org", "https://evil.example"))
                .isEqualTo(403);
    }

    private static HttpResponse<String> negotiationFrom(String address) throws IOException {
        URI negotiate = URI.create(node.resolve("members") + "/negotiate?negotiateVersion=1&access_token=" + ANN);
        return RawConnection.request("POST", negotiate, "X-Forwarded-For", address);
    }

    @Test
    void addressThatNegotiatesAndNeverConnectsIsRefused() throws IOException {
        for (int i = 0; i < 20; i++) {
            assertThat(negotiationFrom("203.0.113.77").statusCode()).isEqualTo(200);
        }

        HttpResponse<String> refusal = negotiationFrom("203.0.113.77");
        assertThat(refusal.statusCode()).isEqualTo(429);
        assertThat(refusal.headers().firstValue("Retry-After")).contains("2");
        assertThat(refusal.body()).contains("hubplane.maximum-waiting-negotiations-per-address");
        assertThat(negotiationFrom("203.0.113.78").statusCode()).isEqualTo(200);
    }

    @Test
    void addressWithManyConnectionsIsRefusedAndTheProxyIsNot() {
        String[] client = {"X-Forwarded-For", "203.0.113.5, 203.0.113.80"}; // the client may have invented the first
        List<RawConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                open.add(RawConnection.open(hub(ANN), client));
            }
            assertThat(RawConnection.refusal(hub(ANN), client)).isEqualTo(429);
            open.add(RawConnection.open(hub(ANN), "X-Forwarded-For", "203.0.113.5"));
            open.add(RawConnection.open(hub(ANN)));
        } finally {
            open.forEach(RawConnection::close);
        }
    }

    @Test
    void requestThatIsTooLongToKeepIsRefused() throws IOException {
        URI negotiate = URI.create(node.resolve("members") + "/negotiate?negotiateVersion=1&access_token=" + ANN);
        assertThat(RawConnection.request("POST", negotiate, "X-Long", "x".repeat(2500))
                        .statusCode())
                .isEqualTo(431);
    }

    @Test
    void requestForAnotherHostIsRefused() throws IOException {
        assertThat(statusBehindProxy("evil.example", "https://evil.example")).isEqualTo(403);
    }

    @Test
    void filterSeesCallsOfUnknownMethods() {
        try (RawConnection ann = RawConnection.connect(hub("token-of-ann"))) {
            assertThat(ann.call("fly"))
                    .isEqualTo(error("An unexpected error occurred invoking 'fly' on the server."
                            + " HubException: No wings, ann."));
        }
    }

    @Test
    void clientIsCalledAndAskedByAnInterface() {
        try (RawConnection ann = RawConnection.connect(hub("token-of-ann"))) {
            assertThat(ann.call("greet"))
                    .isEqualTo("{\"type\":1,\"target\":\"greeting\",\"arguments\":[\"Who is there?\"]}");
            String question = ann.messages().next();
            assertThat(question).contains("\"target\":\"name\"");
            String id = question.replaceFirst(".*\"invocationId\":\"([^\"]+)\".*", "$1");
            ann.send("{\"type\":3,\"invocationId\":\"" + id + "\",\"result\":\"Ann B.\"}" + RawConnection.RS);
            assertThat(ann.messages().next()).isEqualTo(RawConnection.result("Hello Ann B."));
        }
    }

    @Test
    void allObserversHearInTheirOrderAlsoWhenTheFirstHasFailed() {
        try (RawConnection ann = RawConnection.connect(hub("token-of-ann"))) {
            ann.call("purge");
            assertThat(ann.call("heard"))
                    .isEqualTo(RawConnection.result(
                            "second opened, first opened, second began connected, first began connected,"
                                    + " second ended connected COMPLETED, first ended connected COMPLETED,"
                                    + " second began purge, first began purge,"
                                    + " second ended purge FORBIDDEN, first ended purge FORBIDDEN,"
                                    + " second began heard, first began heard"));
        }
    }

    @Test
    void statisticsAreInjected() {
        try (RawConnection ann = RawConnection.connect(hub("token-of-ann"))) {
            assertThat(ann.call("figures"))
                    .containsPattern(": \\d+ \\{.*WebSockets=\\d+.*} \\{.*json=\\d+.*}, users \\d+, calls [1-9]\\d*,"
                            + " connected true, limits \\{.*}, posts 0");

            String before = ann.call("received");
            long first = Long.parseLong(before.replaceFirst(".*\"result\":(\\d+).*", "$1"));
            String after = ann.call("received");
            assertThat(Long.parseLong(after.replaceFirst(".*\"result\":(\\d+).*", "$1")))
                    .isGreaterThan(first);
        }
    }

    @Test
    void limitsOfTheNodeAreCounted() throws IOException {
        URI negotiate = URI.create(node.resolve("members") + "/negotiate?negotiateVersion=1&access_token=" + ANN);
        RawConnection.request("POST", negotiate, "X-Long", "x".repeat(2500));
        try (RawConnection ann = RawConnection.connect(hub("token-of-ann"))) {
            assertThat(ann.call("figures")).contains("maximum-header-bytes=");
        }
    }

    @Test
    void whatIsSentWhileTheApplicationStartsIsSentOnceItHasStarted() {
        try (RawConnection ann = RawConnection.connect(hub("token-of-ann"))) {
            assertThat(ann.call("firstWords")).isEqualTo(RawConnection.result("sent"));
        }
    }

    @Test
    void noTokenReachesTheLogOfTheServer() {
        assertThat(RawConnection.refusal(hub("a-secret-for-the-log"))).isEqualTo(401);
        assertThat(node.process().log().contains(line -> line.contains("a-secret-for-the-log")))
                .isFalse();
    }
}
