package io.hubplane.cdi.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.cdi.security.TokenCheck.Bearer;
import io.hubplane.dispatch.model.HubDescriptor;
import io.hubplane.fixture.TokenIssuer;
import io.hubplane.hub.Hub;
import io.hubplane.transport.Identity;
import io.hubplane.transport.http.access.Gatekeeper.Admission;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HubGatekeeperTest {
    @Hub("/open")
    static class OpenHub {
        @RolesAllowed("admin")
        public void purge() {}
    }

    @Hub("/members")
    @RolesAllowed("member")
    static class MembersHub {}

    @Hub("/users")
    @RolesAllowed("**")
    static class UsersHub {}

    @Hub("/closed")
    @DenyAll
    static class ClosedHub {}

    private static final TokenCheck NUMBERS =
            token -> token.equals("1234") ? Optional.of(bearer("ann", "member", "other")) : Optional.empty();

    private final TokenIssuer tokens = new TokenIssuer();

    private static Bearer bearer(String name, String... groups) {
        return new Bearer(() -> name, Set.of(groups));
    }

    private static Admission admit(Class<?> hub, Request request, TokenCheck... checks) {
        return new HubGatekeeper(HubDescriptor.of(hub).access(), List.of(checks), ContainerIdentities.through(null))
                .admit(request.asServletRequest());
    }

    private static Identity identity(Admission admission) {
        return Objects.requireNonNull(admission.identity(), "let in");
    }

    private static @Nullable String name(Admission admission) {
        Identity identity = admission.identity();
        return identity == null || identity.principal() == null
                ? null
                : identity.principal().getName();
    }

    @Test
    void openHubLetsEverybodyIn() {
        assertThat(admit(OpenHub.class, Request.ANONYMOUS)).isEqualTo(Admission.granted(Identity.ANONYMOUS));
        assertThat(name(admit(OpenHub.class, Request.of("ann")))).isEqualTo("ann");
    }

    @Test
    void onlyRolesThatMatterAreKept() {
        assertThat(identity(admit(OpenHub.class, Request.of("ann", "admin", "cook")))
                        .roles())
                .containsExactly("admin");
    }

    @Test
    void anonymousIsChallengedWhereRolesAreAskedFor() {
        Admission challenged = Admission.refused(401, "Bearer");
        assertThat(admit(MembersHub.class, Request.ANONYMOUS)).isEqualTo(challenged);
        assertThat(admit(UsersHub.class, Request.ANONYMOUS)).isEqualTo(challenged);
    }

    @Test
    void userWithoutTheRoleIsForbidden() {
        assertThat(admit(MembersHub.class, Request.of("ann", "cook"))).isEqualTo(Admission.refused(403, ""));
    }

    @Test
    void userWithTheRoleIsLetIn() {
        assertThat(name(admit(MembersHub.class, Request.of("ann", "member")))).isEqualTo("ann");
        assertThat(name(admit(UsersHub.class, Request.of("ann")))).isEqualTo("ann");
    }

    @Test
    void closedHubIsForbiddenToAll() {
        assertThat(admit(ClosedHub.class, Request.ANONYMOUS)).isEqualTo(Admission.refused(403, ""));
        assertThat(admit(ClosedHub.class, Request.of("ann", "admin"))).isEqualTo(Admission.refused(403, ""));
    }

    @Test
    void tokenIsTakenFromHeaderOrQuery() {
        assertThat(name(admit(MembersHub.class, Request.ANONYMOUS.withHeader("Bearer 1234"), NUMBERS)))
                .isEqualTo("ann");
        assertThat(name(admit(MembersHub.class, Request.ANONYMOUS.withHeader("bearer  1234"), NUMBERS)))
                .isEqualTo("ann");
        assertThat(name(admit(MembersHub.class, Request.ANONYMOUS.withQuery("id=x&access_token=%31234"), NUMBERS)))
                .isEqualTo("ann");
    }

    @Test
    void headerComesBeforeTheQuery() {
        Request both = Request.ANONYMOUS.withHeader("Bearer 99").withQuery("access_token=1234");
        assertThat(admit(MembersHub.class, both, NUMBERS).status()).isEqualTo(401);
    }

    @Test
    void otherSchemesAndEmptyTokensAreIgnored() {
        Admission challenged = Admission.refused(401, "Bearer");
        assertThat(admit(MembersHub.class, Request.ANONYMOUS.withHeader("Basic 1234"), NUMBERS))
                .isEqualTo(challenged);
        assertThat(admit(MembersHub.class, Request.ANONYMOUS.withHeader("Bearer "), NUMBERS))
                .isEqualTo(challenged);
        assertThat(admit(MembersHub.class, Request.ANONYMOUS.withQuery("access_token=&x=%zz"), NUMBERS))
                .isEqualTo(challenged);
    }

    @Test
    void userThatTheContainerKnowsNeedsNoToken() {
        Request request = Request.of("bob", "member").withQuery("access_token=1234");
        assertThat(name(admit(MembersHub.class, request, NUMBERS))).isEqualTo("bob");
    }

    @Test
    void firstCheckThatKnowsTheTokenIsBelieved() {
        TokenCheck everybody = token -> Optional.of(bearer("everybody", "member"));
        Request request = Request.ANONYMOUS.withQuery("access_token=1234");
        assertThat(name(admit(MembersHub.class, request, token -> Optional.empty(), NUMBERS, everybody)))
                .isEqualTo("ann");
    }

    @Test
    void invalidTokenIsChallengedWhereRolesAreAskedForAndAnonymousElsewhere() {
        Request request = Request.ANONYMOUS.withQuery("access_token=99");
        assertThat(admit(MembersHub.class, request, NUMBERS))
                .isEqualTo(Admission.refused(401, "Bearer error=\"invalid_token\""));
        assertThat(admit(OpenHub.class, request, NUMBERS))
                .isEqualTo(Admission.granted(Identity.ANONYMOUS, "Bearer error=\"invalid_token\""));
    }

    @Test
    void tokenOfMicroProfileIsAcceptedWithItsExpiry() {
        Request request = Request.ANONYMOUS.withQuery("access_token=" + tokens.token("ann", "member"));
        Identity identity = identity(admit(MembersHub.class, request, Jwt.check(tokens)));
        assertThat(identity.expires()).isNotNull().isAfter(java.time.Instant.EPOCH);
        assertThat(identity.roles()).containsExactly("member");
    }

    @Test
    void tokenTheContainerAcceptedTellsTheExpiry() {
        Request request = Request.of("ann", "member").withHeader("Bearer " + tokens.expired());
        assertThat(identity(admit(MembersHub.class, request)).expires())
                .isEqualTo(java.time.Instant.ofEpochSecond(1_000_000));
    }
}
