package io.hubplane.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.fixture.ClientError;
import io.hubplane.fixture.Farm;
import io.hubplane.fixture.OfficialClient;
import io.hubplane.fixture.RawConnection;
import io.hubplane.server.probe.ProbeHub;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the official client gets from a hub: results, and errors with the texts of SignalR. */
@ExtendWith(SharedFarm.class)
class HubCallIT {
    private final Farm farm;
    private OfficialClient client;

    HubCallIT(Farm farm) {
        this.farm = farm;
    }

    @BeforeEach
    void connect() {
        client = farm.clients().open(farm.first().resolve("probe"), "told", "gone");
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void argumentsAreBoundByTheirTypesAndResultsComeBack() {
        assertThat(client.invoke("add", 19, 23)).isEqualTo(42);
        assertThat(client.invoke("later", "sooner")).isEqualTo("sooner, later");
        assertThat(client.invoke("bytes", "AQID/w==")).isEqualTo("AQID/w==");
        Map<String, Object> thing = Map.of(
                "name",
                "chair",
                "count",
                4,
                "day",
                "2026-02-28",
                "colour",
                1,
                "tags",
                List.of("wood", "old"),
                "sizes",
                Map.of("height", 90));
        assertThat(client.invoke("mirror", thing)).isEqualTo(thing);
    }

    @Test
    void aVoidMethodReturnsNull() {
        assertThat(client.invoke("tellOthers", "nobody")).isNull();
    }

    @Test
    void theTextOfAHubExceptionReachesTheCaller() {
        assertThatThrownBy(() -> client.invoke("refuse", "not on Sundays"))
                .isInstanceOf(ClientError.class)
                .hasMessage("An unexpected error occurred invoking 'refuse' on the server."
                        + " HubException: not on Sundays");
    }

    @Test
    void theTextOfAnyOtherExceptionStaysOnTheServer() {
        assertThatThrownBy(() -> client.invoke("crash"))
                .isInstanceOf(ClientError.class)
                .hasMessage("An unexpected error occurred invoking 'crash' on the server.")
                .hasMessageNotContaining(ProbeHub.SECRET);
    }

    @Test
    void anUnknownMethodIsAnErrorOfThatCallOnly() {
        assertThatThrownBy(() -> client.invoke("fly"))
                .isInstanceOf(ClientError.class)
                .hasMessageContaining("fly");
        assertThat(client.invoke("add", 1, 1)).isEqualTo(2);
    }

    @Test
    void methodsThatTheContainerCallsCannotBeCalledByClients() {
        String before = (String) client.invoke("state");
        for (String target : List.of("setExecutor", "SETEXECUTOR")) {
            assertThatThrownBy(() -> client.invoke(target, (Object) null)).hasMessageContaining(missing(target));
        }
        for (String target : List.of("close", "Close", "toString", "hashCode", "getClass", "notify")) {
            assertThatThrownBy(() -> client.invoke(target)).hasMessageContaining(missing(target));
        }

        assertThat(client.invoke("state")).isEqualTo(before);
        assertThat(before).endsWith(" closed, an executor");
    }

    private static String missing(String target) {
        return "Failed to invoke '" + target + "' due to an error on the server. HubException: Method does not exist.";
    }

    @Test
    void guardOfAnInheritedMethodHolds() throws Exception {
        assertThatThrownBy(() -> client.invoke("lock"))
                .hasMessageContaining("Failed to invoke 'lock' because user is unauthorized");
        URI hub = farm.first().resolve("probe");
        try (RawConnection caretaker = RawConnection.connect(
                        URI.create(hub + "?access_token=" + farm.issuer().token("cara", "caretaker")));
                RawConnection other = RawConnection.connect(
                        URI.create(hub + "?access_token=" + farm.issuer().token("otto", "other")))) {
            assertThat(answer(caretaker, "lock")).contains("\"result\":\"locked\"");
            assertThat(answer(other, "lock")).contains("because user is unauthorized");
        }
    }

    private static String answer(RawConnection connection, String target) {
        connection.send("{\"type\":1,\"invocationId\":\"1\",\"target\":\"" + target + "\",\"arguments\":[]}"
                + RawConnection.RS);
        String answer = connection.messages().next();
        while (!answer.startsWith("{\"type\":3")) { // a message that another client is gone may come before
            answer = connection.messages().next();
        }
        return answer;
    }

    @Test
    void aWrongNumberOfArgumentsIsAnErrorOfThatCallOnly() {
        assertThatThrownBy(() -> client.invoke("add", 1))
                .isInstanceOf(ClientError.class)
                .hasMessageStartingWith("Failed to invoke 'add' due to an error on the server.");
        assertThat(client.invoke("add", 1, 1)).isEqualTo(2);
    }

    @Test
    void anArgumentOfTheWrongTypeIsAnErrorOfThatCallOnly() {
        assertThatThrownBy(() -> client.invoke("add", 1, "one"))
                .isInstanceOf(ClientError.class)
                .hasMessageStartingWith("Failed to invoke 'add' due to an error on the server.");
        assertThat(client.invoke("add", 1, 1)).isEqualTo(2);
    }

    @Test
    void othersAreAllButTheCallerOnAllNodes() {
        try (OfficialClient here = farm.clients().open(farm.first().resolve("probe"), "told");
                OfficialClient there = farm.clients().open(farm.second().resolve("probe"), "told")) {
            // A call runs as soon as messages of other nodes reach the caller.
            assertThat(there.invoke("add", 1, 1)).isEqualTo(2);
            client.invoke("tellOthers", "news");
            assertThat(here.calls("told").next()).containsExactly("news");
            assertThat(there.calls("told").next()).containsExactly("news");

            there.invoke("tellOthers", "more news");
            assertThat(client.calls("told").next()).containsExactly("more news");
        }
    }

    @Test
    void aConnectionThatEndsIsToldOfOnAllNodes() {
        OfficialClient there = farm.clients().open(farm.second().resolve("probe"));
        List<Object> farewell = List.of(String.valueOf(there.connectionId()), false);
        assertThat(client.invoke("add", 1, 1)).isEqualTo(2);
        there.close();
        // Clients of other tests may still be disconnecting.
        client.calls("gone").skipTo(farewell);
    }
}
