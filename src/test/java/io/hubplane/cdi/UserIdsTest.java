package io.hubplane.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.hub.UserIdProvider;
import io.hubplane.transport.Identity;
import io.hubplane.transport.RequestInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserIdsTest {
    private static final RequestInfo REQUEST = new RequestInfo(
            Map.of("X-Tenant", List.of("north")),
            Map.of("desk", List.of("7")),
            Map.of("theme", "dark"),
            Identity.of(() -> "ann"),
            "127.0.0.1");

    @Test
    void withoutAProviderTheNameOfThePrincipalIdentifiesTheUser() {
        assertThat(UserIds.of(Optional.empty()).userIdentifier(REQUEST)).contains("ann");
    }

    @Test
    void providerSeesTheRequest() {
        UserIdProvider provider = request -> request.user()
                .map(user -> user.getName()
                        + request.header("x-tenant").orElse("")
                        + request.queryParameter("DESK").orElse("")
                        + request.cookie("theme").orElse(""));
        assertThat(UserIds.of(Optional.of(provider)).userIdentifier(REQUEST)).contains("annnorth7dark");
    }
}
