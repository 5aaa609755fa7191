package io.hubplane.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestInfoTest {
    private final RequestInfo request = new RequestInfo(
            Map.of("X-Tenant", List.of("a", "b"), "Accept", List.of("*/*")),
            Map.of("Id", List.of("7")),
            Map.of("session", "s"),
            Identity.ANONYMOUS,
            "192.0.2.7");

    @Test
    void namesOfHeadersAndParametersIgnoreCase() {
        assertThat(request.header("x-tenant")).contains("a");
        assertThat(request.header("X-TENANT")).contains("a");
        assertThat(request.queryParameter("ID")).contains("7");
        assertThat(request.headers().get("x-TENANT")).containsExactly("a", "b");
    }

    @Test
    void namesOfCookiesAreCompared() {
        assertThat(request.cookie("session")).contains("s");
        assertThat(request.cookie("Session")).isEmpty();
    }

    @Test
    void allValuesAreToldByName() {
        assertThat(request.headers())
                .containsOnlyKeys("x-tenant", "accept")
                .containsEntry("x-tenant", List.of("a", "b"));
        assertThat(request.query()).containsExactly(Map.entry("id", List.of("7")));
    }

    @Test
    void whatIsMissingIsEmpty() {
        assertThat(request.header("host")).isEmpty();
        assertThat(request.queryParameter("x-tenant")).isEmpty();
    }
}
