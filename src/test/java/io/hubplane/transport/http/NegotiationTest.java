package io.hubplane.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.observe.HubObserver;
import io.hubplane.transport.Identity;
import io.hubplane.transport.NegotiatedTerms;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportType;
import io.hubplane.transport.http.access.FrontDoor;
import io.hubplane.transport.http.access.FrontDoorOptions;
import io.hubplane.transport.http.answer.Answer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationTest {
    private static final String VERSION_ONE = "{\"negotiateVersion\":1,\"connectionId\":\"id1\",\"connectionToken\":"
            + "\"token1\",\"availableTransports\":[{\"transport\":\"WebSockets\",\"transferFormats\":[\"Text\"]}]}";

    private final FakeGateway gateway = new FakeGateway();
    private final FrontDoor frontDoor = new FrontDoor(FrontDoorOptions.DEFAULTS, HubObserver.NONE, () -> 0);

    private Answer answer(HttpOptions options, boolean binary, Map<String, String> query) {
        Map<String, List<String>> parameters = new HashMap<>();
        query.forEach((name, value) -> parameters.put(name, List.of(value)));
        return new Negotiation(gateway, options, binary, frontDoor)
                .answer(new RequestInfo(Map.of(), parameters, Map.of(), Identity.ANONYMOUS, "192.0.2.7"));
    }

    private Answer answer(Map<String, String> query) {
        return answer(HttpOptionsFixture.serving(TransportType.WEB_SOCKETS), false, query);
    }

    private static void assertJson(Answer answer, String json) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(text(answer)).isEqualTo(json);
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"useStatefulReconnect, true", "USESTATEFULRECONNECT, True", "useStatefulReconnect, ' true '"})
    void statefulReconnectIsGrantedWhereItIsAllowedAndWished(String name, String wish) {
        Answer answer = answer(
                HttpOptionsFixture.reconnecting(TransportType.WEB_SOCKETS),
                false,
                Map.of("negotiateVersion", "1", name, wish));

        assertJson(answer, VERSION_ONE.replaceFirst("\\{", "{\"useStatefulReconnect\":true,"));
        assertThat(gateway.terms).containsExactly(new NegotiatedTerms(true, true));
    }

    @ParameterizedTest
    @CsvSource({"1, false", "1, 1", "1, ''", "0, true"})
    void statefulReconnectIsNotGrantedUnlessWishedByVersionOne(String version, String wish) {
        Answer answer = answer(
                HttpOptionsFixture.reconnecting(TransportType.WEB_SOCKETS),
                false,
                Map.of("negotiateVersion", version, "useStatefulReconnect", wish));

        assertThat(text(answer)).doesNotContain("useStatefulReconnect");
        assertThat(gateway.terms).containsExactly(new NegotiatedTerms(version.equals("1"), false));
    }

    @Test
    void statefulReconnectIsNotGrantedWhereItIsNotAllowedOrCannotBe() {
        Map<String, String> wish = Map.of("negotiateVersion", "1", "useStatefulReconnect", "true");

        answer(HttpOptionsFixture.serving(TransportType.WEB_SOCKETS), false, wish);
        answer(HttpOptionsFixture.reconnecting(TransportType.LONG_POLLING), false, wish);

        assertThat(gateway.terms).hasSize(2).allMatch(terms -> !terms.statefulReconnect());
    }

    @Test
    void withoutVersionIdAndTokenAreOne() {
        assertJson(
                answer(Map.of()),
                "{\"negotiateVersion\":0,\"connectionId\":\"id1\",\"availableTransports\":"
                        + "[{\"transport\":\"WebSockets\",\"transferFormats\":[\"Text\"]}]}");
    }

    @ParameterizedTest
    @CsvSource({"negotiateVersion, 1", "NegotiateVersion, 1", "negotiateversion, ' 1 '", "negotiateVersion, 2147483647"
    })
    void fromVersionOneOnTheTokenIsSeparateAndVersionOneIsAgreed(String name, String version) {
        assertJson(answer(Map.of(name, version)), VERSION_ONE);
    }

    @Test
    void transportsAreListedInTheirOrderWithTheirFormats() {
        assertThat(text(answer(HttpOptions.DEFAULTS, true, Map.of())))
                .endsWith("\"availableTransports\":["
                        + "{\"transport\":\"WebSockets\",\"transferFormats\":[\"Text\",\"Binary\"]},"
                        + "{\"transport\":\"ServerSentEvents\",\"transferFormats\":[\"Text\"]},"
                        + "{\"transport\":\"LongPolling\",\"transferFormats\":[\"Text\",\"Binary\"]}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "1.0", "99999999999"})
    void versionThatIsNoIntegerIsRefusedWithStatus200AndWithoutAConnection(String version) {
        assertJson(
                answer(Map.of("negotiateVersion", version)),
                "{\"error\":\"The client requested a non-integer protocol version.\"}");
        assertThat(gateway.created).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, -1", "1, 0"})
    void versionBelowTheMinimumIsRefusedWithStatus200AndWithoutAConnection(int minimum, String version) {
        Answer answer = answer(HttpOptionsFixture.minimumVersion(minimum), false, Map.of("negotiateVersion", version));

        assertJson(
                answer,
                "{\"error\":\"The client requested version '" + version
                        + "', but the server does not support this version.\"}");
        assertThat(gateway.created).isEmpty();
    }
}
