package io.hubplane.server;

import static io.hubplane.fixture.RawConnection.HANDSHAKE;
import static io.hubplane.fixture.RawConnection.RS;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.Farm;
import io.hubplane.fixture.OfficialClient;
import io.hubplane.fixture.RawConnection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong input gets a clear answer and disturbs no other client: clients on both nodes continue to chat. */
@ExtendWith(SharedFarm.class)
class BadInputIT {
    private static final String ALL = "broadcastMessage";
    private static final int LIMIT = 32 * 1024;

    private final Farm farm;
    private final URI hub;
    private OfficialClient here;
    private OfficialClient there;

    BadInputIT(Farm farm) {
        this.farm = farm;
        this.hub = farm.first().resolve("chat");
    }

    @BeforeEach
    void connectBystanders() {
        here = farm.clients().open(hub, ALL, "welcome");
        there = farm.clients().open(farm.second().resolve("chat"), ALL, "welcome");
        assertThat(here.calls("welcome").next()).startsWith("node-1");
        assertThat(there.calls("welcome").next()).startsWith("node-2");
    }

    @AfterEach
    void bystandersWereNotDisturbed() {
        here.invoke("send", "Here", "still here");
        assertThat(here.calls(ALL).next()).containsExactly("Here", "still here");
        assertThat(there.calls(ALL).next()).containsExactly("Here", "still here");
        there.invoke("send", "There", "here too");
        assertThat(here.calls(ALL).next()).containsExactly("There", "here too");
        assertThat(there.calls(ALL).next()).containsExactly("There", "here too");
        assertThat(here.closed().rest()).isEmpty();
        assertThat(there.closed().rest()).isEmpty();
        here.close();
        there.close();
    }

    private static void assertClosedForAnError(RawConnection connection) {
        assertThat(connection.messages().next())
                .startsWith("{\"type\":7,\"error\":\"Connection closed with an error.")
                .endsWith("}");
        connection.closings().next();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "{\"type\":1,\"target\":\"send\"",
                "[]",
                "{}",
                "{\"type\":\"one\"}",
                "{\"type\":1,\"target\":\"send\"}",
                "{\"type\":3,\"invocationId\":\"1\",\"error\":\"no\",\"result\":1}",
                "{\"type\":1,\"invocationId\":7,\"target\":\"send\",\"arguments\":[]}"
            })
    void aMalformedMessageClosesItsConnection(String message) {
        try (RawConnection connection = RawConnection.connect(hub)) {
            assertThat(connection.messages().next()).contains("welcome");
            connection.send(message + RS);
            assertClosedForAnError(connection);
        }
    }

    @Test
    void aMessageOfAnUnknownTypeIsPassedOver() {
        try (RawConnection connection = RawConnection.connect(hub)) {
            assertThat(connection.messages().next()).contains("welcome");
            connection.send("{\"type\":99,\"novelty\":true}" + RS);
            connection.send("{\"type\":1,\"invocationId\":\"1\",\"target\":\"join\",\"arguments\":[\"lobby\"]}" + RS);
            assertThat(connection.messages().next()).isEqualTo("{\"type\":3,\"invocationId\":\"1\",\"result\":null}");
        }
    }

    @Test
    void messagesMayShareAFrameOrSpanSeveral() {
        String join = "{\"type\":1,\"invocationId\":\"%s\",\"target\":\"join\",\"arguments\":[\"lobby\"]}" + RS;
        try (RawConnection connection = RawConnection.open(hub)) {
            connection.send(
                    HANDSHAKE + join.formatted("a") + join.formatted("b").substring(0, 30));
            connection.send(join.formatted("b").substring(30));
            assertThat(connection.messages().next()).isEqualTo("{}");
            assertThat(connection.messages().next()).contains("welcome");
            assertThat(connection.messages().next(2))
                    .containsExactly(
                            "{\"type\":3,\"invocationId\":\"a\",\"result\":null}",
                            "{\"type\":3,\"invocationId\":\"b\",\"result\":null}");
        }
    }

    @Test
    void aMessageOverTheLimitClosesItsConnection() {
        try (RawConnection connection = RawConnection.connect(hub)) {
            assertThat(connection.messages().next()).contains("welcome");
            connection.send("x".repeat(LIMIT + 1));
            assertClosedForAnError(connection);
        }
    }

    @Test
    void manyFramesWithoutAnEndAreOverTheLimitToo() {
        try (RawConnection connection = RawConnection.connect(hub)) {
            assertThat(connection.messages().next()).contains("welcome");
            for (int sent = 0; sent <= LIMIT; sent += 4096) {
                connection.send("x".repeat(4096));
            }
            assertClosedForAnError(connection);
        }
    }

    @Test
    void anUnknownProtocolIsRefusedInTheHandshake() {
        try (RawConnection connection = RawConnection.open(hub)) {
            connection.send("{\"protocol\":\"morse\",\"version\":1}" + RS);
            assertThat(connection.messages().next())
                    .isEqualTo("{\"error\":\"The protocol 'morse' is not supported.\"}");
            connection.closings().next();
        }
    }

    @Test
    void anUnknownVersionIsRefusedInTheHandshake() {
        try (RawConnection connection = RawConnection.open(hub)) {
            connection.send("{\"protocol\":\"json\",\"version\":9}" + RS);
            assertThat(connection.messages().next())
                    .isEqualTo("{\"error\":\"The server does not support version 9 of the 'json' protocol.\"}");
            connection.closings().next();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "{}", "[1]", "{\"type\":6}", "{\"protocol\":1,\"version\":\"x\"}"})
    void whatIsNoHandshakeIsRefused(String text) {
        try (RawConnection connection = RawConnection.open(hub)) {
            connection.send(text + RS);
            assertThat(connection.messages().next())
                    .startsWith("{\"error\":\"An unexpected error occurred during connection handshake.");
            connection.closings().next();
        }
    }

    @Test
    void aClientThatVanishesIsForgotten() {
        RawConnection connection = RawConnection.connect(hub);
        assertThat(connection.messages().next()).contains("welcome");
        connection.close();
    }

    @Test
    void anUnknownTokenIsNotFoundBeforeTheUpgrade() throws IOException {
        URI unknown = URI.create(hub + "?id=nobody");
        assertThat(RawConnection.refusal(unknown)).isEqualTo(404);
        HttpResponse<String> answer = RawConnection.request("GET", unknown);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("No Connection with that ID");
    }

    @Test
    void aTokenOfTheOtherNodeIsNotFound() throws IOException {
        String token = RawConnection.negotiate(farm.second().resolve("chat"));
        assertThat(RawConnection.refusal(URI.create(hub + "?id=" + token))).isEqualTo(404);
    }

    @Test
    void aTokenServesOneWebSocketOnly() throws IOException {
        String token = RawConnection.negotiate(hub);
        try (RawConnection connection = RawConnection.openNegotiated(hub, token)) {
            assertThat(RawConnection.refusal(URI.create(hub + "?id=" + token))).isEqualTo(409);
            connection.send(HANDSHAKE);
            assertThat(connection.messages().next()).isEqualTo("{}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://127.0.0.1:1", "null"})
    void aForeignOriginIsForbidden(String origin) throws IOException {
        URI negotiate = URI.create(hub + "/negotiate?negotiateVersion=1");
        assertThat(RawConnection.request("POST", negotiate, "Origin", origin).statusCode())
                .isEqualTo(403);
        assertThat(RawConnection.refusal(hub, "Origin", origin)).isEqualTo(403);
    }

    @Test
    void theServersOwnOriginIsAllowed() {
        String origin = "http://" + hub.getAuthority();
        try (RawConnection connection = RawConnection.open(hub, "Origin", origin)) {
            connection.send(HANDSHAKE);
            assertThat(connection.messages().next()).isEqualTo("{}");
        }
    }

    @Test
    void aConnectionNeedsItsToken() throws IOException {
        for (String method : new String[] {"GET", "POST", "DELETE"}) {
            HttpResponse<String> answer = RawConnection.request(method, hub);
            assertThat(answer.statusCode()).as(method).isEqualTo(400);
            assertThat(answer.body()).as(method).isEqualTo("Connection ID required");
        }
    }

    @Test
    void otherMethodsAreNotAllowed() throws IOException {
        assertThat(RawConnection.request("PUT", hub).statusCode()).isEqualTo(405);
        assertThat(RawConnection.request("PATCH", hub).statusCode()).isEqualTo(405);
        assertThat(RawConnection.request("GET", URI.create(hub + "/negotiate")).statusCode())
                .isEqualTo(405);
    }
}
