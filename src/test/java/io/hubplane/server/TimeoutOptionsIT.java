package io.hubplane.server;

import static io.hubplane.fixture.RawConnection.HANDSHAKE;
import static io.hubplane.fixture.RawConnection.RS;
import static io.hubplane.server.OptionsNode.CLOSE;
import static io.hubplane.server.OptionsNode.ECHO;
import static io.hubplane.server.OptionsNode.ECHOED;
import static io.hubplane.server.OptionsNode.call;
import static io.hubplane.server.OptionsNode.gone;
import static io.hubplane.server.OptionsNode.invoke;
import static io.hubplane.server.OptionsNode.messages;
import static io.hubplane.server.OptionsNode.resumable;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.PollingClient;
import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.StalledEventStream;
import io.hubplane.fixture.TokenIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The options of each hub for how long something may take. */
@ExtendWith(SharedOptionsNode.class)
class TimeoutOptionsIT {
    private static final int MORE_THAN_A_SOCKET_HOLDS = 16_000_000;

    private final OptionsNode node;

    TimeoutOptionsIT(OptionsNode node) {
        this.node = node;
    }

    @Test
    void handshakeTimeout() {
        try (RawConnection plain = RawConnection.open(node.hub("plain"));
                RawConnection hasty = RawConnection.open(node.hub("hasty"))) {
            assertThat(hasty.messages().next()).isEqualTo("{\"error\":\"Handshake was canceled.\"}");
            hasty.closings().next();
            plain.send(HANDSHAKE);
            assertThat(plain.messages().next()).isEqualTo("{}");
        }
    }

    @Test
    void keepAliveInterval() {
        try (RawConnection plain = RawConnection.connect(node.hub("plain"));
                RawConnection impatient = RawConnection.connect(node.hub("impatient"))) {
            impatient.pings().next(2);
            assertThat(plain.pings().rest()).isEmpty();
        }
    }

    @Test
    void clientTimeoutInterval() {
        try (RawConnection plain = RawConnection.connect(node.hub("plain"));
                RawConnection impatient = RawConnection.connect(node.hub("impatient"))) {
            plain.send("{\"type\":6}" + RS);
            impatient.send("{\"type\":6}" + RS);
            assertThat(impatient.messages().next())
                    .isEqualTo("{\"type\":7,\"error\":\"Connection closed with an error. ConnectionException: Client"
                            + " hasn't sent a message/ping within the configured ClientTimeoutInterval.\","
                            + "\"allowReconnect\":true}");
            plain.send(ECHO);
            assertThat(plain.messages().next()).isEqualTo(ECHOED);
        }
    }

    @Test
    void clientResultTimeout() {
        try (RawConnection plain = RawConnection.connect(node.hub("plain"));
                RawConnection impatient = RawConnection.connect(node.hub("impatient"))) {
            String question = invoke(plain, "ask", "");
            assertThat(invoke(impatient, "ask", "")).contains("question");
            assertThat(impatient.messages().next())
                    .isEqualTo("{\"type\":3,\"invocationId\":\"7\",\"result\":\"TimeoutException\"}");
            String id = question.replaceFirst(".*\"invocationId\":\"([^\"]+)\".*", "$1");
            plain.send("{\"type\":3,\"invocationId\":\"" + id + "\",\"result\":\"hello\"}" + RS);
            assertThat(plain.messages().next()).isEqualTo(ECHOED);
        }
    }

    @Test
    void disconnectTimeout() throws IOException {
        String never = RawConnection.negotiate(node.hub("forgetful"));
        String late = RawConnection.negotiate(node.hub("plain"));
        try (RawConnection watcher = node.watcher("forgetful")) {
            try (PollingClient polling = PollingClient.open(node.hub("forgetful"))) {
                watcher.messages().skipTo(gone(polling.id()));
            }
            RawConnection.Negotiated negotiated =
                    RawConnection.negotiated(node.hub("forgetful"), "&useStatefulReconnect=true");
            resumable(node.hub("forgetful"), negotiated).close();
            watcher.messages().skipTo(gone(negotiated.id()));
        }
        // A heartbeat checks all connections, so it has also checked the one that never opened.
        assertThat(statusOf("forgetful", never)).isEqualTo(404);
        assertThat(statusOf("plain", late)).isEqualTo(405);
    }

    /** The status of a POST for a connection without a transport. */
    private int statusOf(String hub, String token) throws IOException {
        return RawConnection.request("POST", URI.create(node.hub(hub) + "?id=" + token))
                .statusCode();
    }

    @Test
    void transportSendTimeout() throws IOException {
        try (RawConnection plain = node.watcher("plain");
                RawConnection impatient = node.watcher("impatient");
                StalledEventStream kept = StalledEventStream.open(node.hub("plain"));
                StalledEventStream dropped = StalledEventStream.open(node.hub("impatient"))) {
            node.tell("plain", kept.id(), "flood", 1, MORE_THAN_A_SOCKET_HOLDS);
            node.tell("impatient", dropped.id(), "flood", 1, MORE_THAN_A_SOCKET_HOLDS);
            impatient.messages().skipTo(gone(dropped.id()));
            assertThat(plain.messages().rest()).doesNotContain(gone(kept.id()));
        }
    }

    @Test
    void closeTimeout() throws IOException {
        try (PollingClient plain = PollingClient.open(node.hub("plain"));
                PollingClient narrow = PollingClient.open(node.hub("narrow"))) {
            tellAndLeave("plain", plain);
            tellAndLeave("narrow", narrow);
            try (RawConnection impatient = RawConnection.connect(node.hub("impatient"))) {
                impatient.pings().next(2); // each at least 500 ms after the previous one
            }
            assertThat(narrow.poll().statusCode()).isEqualTo(404);
            assertThat(messages(plain.pollUpTo(CLOSE))).hasSize(2).last().isEqualTo("{\"type\":7}");
        }
    }

    /** Makes the hub close a connection to which a message has not been sent yet. */
    private void tellAndLeave(String hub, PollingClient client) {
        try (RawConnection watcher = node.watcher(hub)) {
            node.tell(hub, client.id(), "number", 1, 1);
            client.post(call("leave", ""));
            watcher.messages().skipTo(gone(client.id()));
        }
    }

    @Test
    void closeOnAuthenticationExpiration() {
        JwtClaims claims = TokenIssuer.claims("ann", "member");
        claims.setExpirationTime(NumericDate.now()); // expired at once, but within the allowed clock skew
        String token = "?access_token=" + node.issuer().sign(claims);
        try (RawConnection plain = RawConnection.connect(node.hub("plain" + token));
                RawConnection impatient = RawConnection.connect(node.hub("impatient" + token))) {
            assertThat(impatient.messages().next()).isEqualTo("{\"type\":7,\"allowReconnect\":true}");
            assertThat(invoke(plain, "echo", "\"hello\"")).isEqualTo(ECHOED);
        }
    }

    @Test
    void pollTimeout() throws IOException {
        try (PollingClient plain = PollingClient.open(node.hub("plain"));
                PollingClient impatient = PollingClient.open(node.hub("impatient"))) {
            CompletableFuture<HttpResponse<String>> waiting = plain.polling();
            HttpResponse<String> nothing = impatient.poll();
            assertThat(nothing.statusCode()).isEqualTo(200);
            assertThat(nothing.body()).isEmpty();
            assertThat(waiting).isNotDone();
            plain.post(ECHO);
            assertThat(PollingClient.await(waiting).body()).isEqualTo(ECHOED + RS);
        }
    }
}
