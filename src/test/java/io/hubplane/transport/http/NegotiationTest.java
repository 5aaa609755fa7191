package io.hubplane.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.transport.Identity;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportType;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NegotiationTest {
    private static final String VERSION_ONE = "{\"negotiateVersion\":1,\"connectionId\":\"id1\",\"connectionToken\":"
            + "\"token1\",\"availableTransports\":[{\"transport\":\"WebSockets\",\"transferFormats\":[\"Text\"]}]}";

    private final FakeGateway gateway = new FakeGateway();

    private Answer answer(
            int minimumVersion, Set<TransportType> transports, boolean binary, Map<String, String> query) {
        Map<String, List<String>> parameters = new HashMap<>();
        query.forEach((name, value) -> parameters.put(name, List.of(value)));
        return new Negotiation(gateway, minimumVersion, transports, binary)
                .answer(new RequestInfo(Map.of(), parameters, Map.of(), Identity.ANONYMOUS, "192.0.2.7"));
    }

    private Answer answer(Map<String, String> query) {
        return answer(0, Set.of(TransportType.WEB_SOCKETS), false, query);
    }

    @Test
    void withoutVersionIdAndTokenAreOne() {
        assertThat(answer(Map.of()))
                .isEqualTo(new Answer(
                        200,
                        "application/json",
                        "{\"negotiateVersion\":0,\"connectionId\":\"id1\",\"availableTransports\":"
                                + "[{\"transport\":\"WebSockets\",\"transferFormats\":[\"Text\"]}]}"));
    }

    @ParameterizedTest
    @CsvSource({"negotiateVersion, 1", "NegotiateVersion, 1", "negotiateversion, ' 1 '", "negotiateVersion, 2147483647"
    })
    void fromVersionOneOnTheTokenIsSeparateAndVersionOneIsAgreed(String name, String version) {
        assertThat(answer(Map.of(name, version)).body()).isEqualTo(VERSION_ONE);
    }

    @Test
    void transportsAreListedInTheirOrderWithTheirFormats() {
        assertThat(answer(0, EnumSet.allOf(TransportType.class), true, Map.of()).body())
                .endsWith("\"availableTransports\":["
                        + "{\"transport\":\"WebSockets\",\"transferFormats\":[\"Text\",\"Binary\"]},"
                        + "{\"transport\":\"ServerSentEvents\",\"transferFormats\":[\"Text\"]},"
                        + "{\"transport\":\"LongPolling\",\"transferFormats\":[\"Text\",\"Binary\"]}]}");
    }

    @Test
    void withoutTransportsTheListIsEmpty() {
        assertThat(answer(0, Set.of(), true, Map.of()).body()).endsWith("\"availableTransports\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "1.0", "99999999999"})
    void versionThatIsNoIntegerIsRefusedWithStatus200AndWithoutAConnection(String version) {
        assertThat(answer(Map.of("negotiateVersion", version)))
                .isEqualTo(Answer.json("{\"error\":\"The client requested a non-integer protocol version.\"}"));
        assertThat(gateway.created).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, -1", "1, 0"})
    void versionBelowTheMinimumIsRefusedWithStatus200AndWithoutAConnection(int minimum, String version) {
        Answer answer = answer(minimum, Set.of(TransportType.WEB_SOCKETS), false, Map.of("negotiateVersion", version));

        assertThat(answer)
                .isEqualTo(Answer.json("{\"error\":\"The client requested version '" + version
                        + "', but the server does not support this version.\"}"));
        assertThat(gateway.created).isEmpty();
    }
}
