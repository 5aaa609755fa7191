package io.hubplane.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.ClientOptions;
import io.hubplane.fixture.Farm;
import io.hubplane.fixture.OfficialClient;
import io.hubplane.fixture.RawConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that stops disconnects only its own clients, and they come back when it is started again. */
class NodeOutageIT {
    private static final String ALL = "broadcastMessage";

    private static Farm farm;
    private OfficialClient ann;
    private OfficialClient bob;
    private Object bobsFirstId;

    @BeforeAll
    static void start() {
        farm = Farm.start(Applications.chatWithProbe());
    }

    @AfterAll
    static void stop() {
        farm.close();
    }

    @BeforeEach
    void connect() {
        ClientOptions options = ClientOptions.listeningTo(ALL, "welcome").reconnecting();
        ann = farm.clients().open(farm.first().resolve("chat"), options);
        bob = farm.clients().open(farm.second().resolve("chat"), options);
        assertThat(ann.calls("welcome").next()).startsWith("node-1");
        List<Object> welcome = bob.calls("welcome").next();
        assertThat(welcome).startsWith("node-2");
        bobsFirstId = welcome.get(1);
    }

    @AfterEach
    void disconnect() {
        ann.close();
        bob.close();
    }

    @Test
    void clientsReconnectToANodeThatWasRestarted() {
        farm.second().restart();
        assertThatBobIsBack();
    }

    @Test
    void clientsReconnectToANodeThatWasKilledAndStartedAgain() {
        farm.second().process().kill();
        farm.second().restart();
        assertThatBobIsBack();
    }

    private void assertThatBobIsBack() {
        bob.reconnecting().next();
        bob.reconnected().next();
        List<Object> welcome = bob.calls("welcome").next();
        assertThat(welcome.get(0)).isEqualTo("node-2");
        assertThat(welcome.get(1)).isEqualTo(bob.connectionId()).isNotEqualTo(bobsFirstId);
        assertThat(ann.reconnecting().rest())
                .as("the other node's clients notice nothing")
                .isEmpty();

        bob.invoke("send", "Bob", "back again");
        assertThat(ann.calls(ALL).next()).containsExactly("Bob", "back again");
        assertThat(bob.calls(ALL).next()).containsExactly("Bob", "back again");
        ann.invoke("send", "Ann", "there you are");
        assertThat(ann.calls(ALL).next()).containsExactly("Ann", "there you are");
        assertThat(bob.calls(ALL).next()).containsExactly("Ann", "there you are");
    }

    @Test
    void theOtherNodeChatsOnWhileANodeIsDown() {
        farm.second().process().kill();
        ann.invoke("send", "Ann", "alone");
        assertThat(ann.calls(ALL).next()).containsExactly("Ann", "alone");
        farm.second().restart();
        assertThatBobIsBack();
    }

    @Test
    void whatIsForAConnectionOfADeadNodeIsRefusedAtOnce() throws Exception {
        String token =
                RawConnection.negotiated(farm.second().resolve("probe"), "").token();
        farm.second().process().kill();

        URI connection = URI.create(farm.first().resolve("probe") + "?id=" + token);
        for (String method : List.of("POST", "GET", "DELETE")) {
            long before = System.nanoTime();
            assertThat(RawConnection.request(method, connection).statusCode())
                    .as(method)
                    .isEqualTo(404);
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .as("not by the time-out of 5 s, nor by the watch on nodes that do not answer")
                    .isLessThan(Duration.ofSeconds(2));
        }
        farm.second().restart();
        assertThatBobIsBack();
    }

    @Test
    void callOfAClientFailsBeforeItsTimeoutWhenTheClientsNodeDies() throws Exception {
        URI probe = farm.second().resolve("probe");
        RawConnection.Negotiated asked = RawConnection.negotiated(probe, "");
        try (RawConnection silent = RawConnection.openNegotiated(probe, asked.token());
                RawConnection asker = RawConnection.connect(farm.first().resolve("probe"))) {
            silent.send(RawConnection.HANDSHAKE);
            assertThat(silent.messages().next()).isEqualTo("{}");
            asker.send("{\"type\":1,\"invocationId\":\"1\",\"target\":\"ask\",\"arguments\":[\"" + asked.id() + "\"]}"
                    + RawConnection.RS);
            assertThat(silent.messages().next()).contains("\"target\":\"question\"");
            farm.second().process().kill();
            assertThat(asker.messages().next()).contains("Connection '" + asked.id() + "' disconnected.");
        }
        farm.second().restart();
        assertThatBobIsBack();
    }
}
