package io.hubplane.transport.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fake.LogCapture;
import io.hubplane.transport.http.FakeBody;
import io.hubplane.transport.http.FakeRequest;
import io.hubplane.transport.http.FakeResponse;
import io.hubplane.transport.http.HubServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client is told if a node has no room for it. */
class FrontDoorTest {
    private static final int MANY = 1000;

    private final HubServer hub = new HubServer();

    private FakeResponse negotiate() throws IOException {
        return hub.answer(FakeRequest.of("POST", "/chat/negotiate?negotiateVersion=1"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1000, 1000, 1000, 503, 10, maximum-connections",
        "1000, 1, 1000, 1000, 429, 10, maximum-connections-per-address",
        "1000, 1000, 1, 1000, 503, 2, maximum-waiting-negotiations",
        "1000, 1000, 1000, 1, 429, 2, maximum-waiting-negotiations-per-address"
    })
    void refusalsSayWhyAndWhenToComeAgain(
            int connections, int ofAddress, int waiting, int waitingOfAddress, int status, String seconds, String key)
            throws IOException {
        hub.frontDoor = FrontDoorFixture.limits(connections, ofAddress, waiting, waitingOfAddress, MANY);
        assertThat(negotiate().status()).isEqualTo(200);

        for (FakeResponse refusal : new FakeResponse[] {negotiate(), hub.answer(FakeRequest.upgrade("/chat"))}) {
            assertThat(refusal.status()).isEqualTo(status);
            assertThat(refusal.body()).contains("(hubplane." + key + ")");
            assertThat(refusal.headers()).containsEntry("Retry-After", seconds);
        }
        assertThat(hub.gateway.created).hasSize(1);
        assertThat(hub.upgraded).isEmpty();
        assertThat(hub.observer.events()).containsExactly("limit " + key, "limit " + key);
    }

    @Test
    void roomIsFreeAgainWhenAConnectionHasEnded() throws IOException {
        hub.frontDoor = FrontDoorFixture.limits(1, MANY, MANY, MANY, MANY);
        negotiate();
        assertThat(negotiate().status()).isEqualTo(503);

        hub.gateway.allCounted.get(0).ended();

        assertThat(negotiate().status()).isEqualTo(200);
    }

    @Test
    void requestsOfExistingConnectionsAreNotRefused() throws IOException {
        hub.frontDoor = FrontDoorFixture.limits(1, 1, 1, 1, 1);
        negotiate();

        assertThat(hub.answer(FakeRequest.of("GET", "/chat?id=token1")).status())
                .isEqualTo(200);
        assertThat(hub.answer(FakeRequest.of("POST", "/chat?id=token1").body("hello"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void oneLineAMinuteTellsOfRefusals() throws IOException {
        hub.frontDoor = FrontDoorFixture.limits(1, MANY, MANY, MANY, MANY);
        negotiate();
        try (LogCapture log = new LogCapture(LimitReports.class)) {
            negotiate();
            negotiate();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING")
                    .contains("192.0.2.7", "hubplane.maximum-connections");
            hub.ticker.advance(Duration.ofSeconds(61));
            negotiate();
            assertThat(log.lines()).hasSize(2);
        }
    }

    @Test
    void requestThatIsTooLongToKeepIsRefused() throws IOException {
        hub.frontDoor = FrontDoorFixture.headerBytes(1024);
        FakeRequest request = FakeRequest.of("POST", "/chat/negotiate");

        assertThat(hub.answer(request.header("X-Long", "x".repeat(900))).status())
                .isEqualTo(200);
        FakeResponse refusal = hub.answer(request.header("X-Long", "x".repeat(600), "x".repeat(600)));
        assertThat(refusal.status()).isEqualTo(431);
        assertThat(refusal.body()).contains("(hubplane.maximum-header-bytes)");
        assertThat(hub.answer(FakeRequest.of("GET", "/chat?id=" + "x".repeat(1025)))
                        .status())
                .isEqualTo(431);
        assertThat(hub.observer.events()).containsExactly("limit maximum-header-bytes", "limit maximum-header-bytes");
    }

    @Test
    void bodyOfARequestThatIsTooLongToKeepIsNotAwaited() throws IOException {
        hub.frontDoor = FrontDoorFixture.headerBytes(1024);

        FakeResponse refusal = hub.answer(FakeRequest.of("POST", "/chat?id=token1")
                .header("X-Long", "x".repeat(1100))
                .body(FakeBody.coming(10)));

        assertThat(refusal.status()).isEqualTo(431);
        assertThat(refusal.headers()).containsEntry("Connection", "close");
    }
}
