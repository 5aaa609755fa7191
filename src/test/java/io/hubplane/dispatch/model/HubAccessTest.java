package io.hubplane.dispatch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hubplane.connection.HubMessageReceiver;
import io.hubplane.dispatch.DispatchFixture;
import io.hubplane.hub.Connected;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.HubFilter;
import io.hubplane.hub.HubInvocation;
import io.hubplane.protocol.HubMessage;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HubAccessTest {
    @Hub("/open")
    static class OpenHub {
        public String plain() {
            return "done";
        }

        @RolesAllowed({"admin", "boss"})
        public String forAdmins() {
            return "done";
        }

        @RolesAllowed("**")
        public String forUsers() {
            return "done";
        }

        @DenyAll
        public String forNobody() {
            return "done";
        }

        @PermitAll
        public String forAll() {
            return "done";
        }

        public void leave(HubCallerContext caller) {
            caller.abort();
        }

        public boolean has(HubCallerContext caller, String role) {
            return caller.isUserInRole(role);
        }
    }

    @RolesAllowed("member")
    @DeclareRoles("visitor")
    static class Base {
        public void inherited() {}
    }

    @Hub("/derived")
    @PermitAll
    @DeclareRoles("guest")
    static class DerivedHub extends Base {
        public void own() {}
    }

    @Hub("/members")
    @RolesAllowed({"member", "**"})
    static class MembersHub {
        public String plain() {
            return "done";
        }
    }

    @Hub("/closed")
    @DenyAll
    static class ClosedHub {}

    @Hub("/undecided")
    @PermitAll
    @RolesAllowed("a")
    static class UndecidedHub {}

    @Hub("/roleless")
    static class RolelessHub {
        @RolesAllowed({})
        public void call() {}
    }

    @Hub("/blank")
    @RolesAllowed(" ")
    static class BlankHub {}

    @Hub("/unreachable")
    @DenyAll
    static class UnreachableHub {
        @RolesAllowed("admin")
        public void call() {}
    }

    @Hub("/lifecycle")
    static class LifecycleHub {
        @Connected
        @RolesAllowed("admin")
        public void begun() {}
    }

    private final DispatchFixture fixture = new DispatchFixture(new OpenHub());

    private String outcome(String target) throws InterruptedException {
        HubMessage.Completion completion = fixture.answer(target);
        String error = completion.error();
        return error != null ? error : "done";
    }

    private static String unauthorized(String target) {
        return "Failed to invoke '" + target + "' because user is unauthorized";
    }

    private static HubAccess access(Class<?> hub) {
        return HubDescriptor.of(hub).access();
    }

    private static void assertRefused(Class<?> hub, String problem) {
        assertThatExceptionOfType(HubDefinitionException.class)
                .isThrownBy(() -> HubDescriptor.of(hub))
                .withMessageContaining(problem);
    }

    @Test
    void oneOfTheRolesIsEnough() throws InterruptedException {
        fixture.caller.roles.add("boss");
        assertThat(outcome("forAdmins")).isEqualTo("done");
    }

    @Test
    void withoutARoleTheCallIsRefusedWithoutDetail() throws InterruptedException {
        fixture.options = DispatchFixture.detailed();
        fixture.caller.roles.add("member");
        assertThat(outcome("forAdmins")).isEqualTo(unauthorized("forAdmins"));
        assertThat(fixture.activator.events)
                .as("the hub object is not even made")
                .isEmpty();
    }

    @Test
    void refusalComesBeforeTheArgumentsAreLookedAt() throws InterruptedException {
        assertThat(fixture.answer("forAdmins", 1, 2, 3).error()).isEqualTo(unauthorized("forAdmins"));
    }

    @Test
    void anyUserMayCallWhatIsForAllRoles() throws InterruptedException {
        assertThat(outcome("forUsers")).isEqualTo("done");
    }

    @Test
    void anonymousIsNoUser() throws InterruptedException {
        fixture.caller.anonymous = true;
        assertThat(outcome("forUsers")).isEqualTo(unauthorized("forUsers"));
    }

    @Test
    void nobodyMayCallWhatIsDenied() throws InterruptedException {
        fixture.caller.roles.addAll(Set.of("admin", "boss"));
        assertThat(outcome("forNobody")).isEqualTo(unauthorized("forNobody"));
    }

    @Test
    void everybodyMayCallWhatIsPermittedOrSaysNothing() throws InterruptedException {
        fixture.caller.anonymous = true;
        assertThat(outcome("forAll")).isEqualTo("done");
    }

    @Test
    void everybodyMayCallWhatSaysNothing() throws InterruptedException {
        fixture.caller.anonymous = true;
        assertThat(outcome("plain")).isEqualTo("done");
    }

    @Test
    void rolesAreKnownToTheHub() throws InterruptedException {
        fixture.caller.roles.add("admin");
        assertThat(fixture.answer("has", "admin")).isEqualTo(HubMessage.Completion.ofResult("1", true));
        HubMessageReceiver receiver = fixture.connect();
        receiver.received(DispatchFixture.invocation("1", "has", "boss"), 10);
        receiver.received(DispatchFixture.invocation("1", "has", "**"), 10);
        fixture.executor.runAll();
        assertThat(fixture.caller.completion()).isEqualTo(HubMessage.Completion.ofResult("1", false));
        assertThat(fixture.caller.completion()).isEqualTo(HubMessage.Completion.ofResult("1", true));
    }

    @Test
    void callHasTheRolesOfTheRequestThatBroughtItHoweverLateItRuns() throws InterruptedException {
        HubMessageReceiver receiver = fixture.connect();
        receiver.received(DispatchFixture.invocation("1", "forAdmins"), 10);
        fixture.caller.roles.add("admin");
        fixture.caller.sendsAnew();
        receiver.received(DispatchFixture.invocation("2", "forAdmins"), 10);
        fixture.caller.roles.clear();
        fixture.caller.sendsAnew();
        receiver.received(DispatchFixture.invocation("3", "has", "admin"), 10);
        fixture.executor.runAll();

        assertThat(fixture.caller.completion().error()).isEqualTo(unauthorized("forAdmins"));
        assertThat(fixture.caller.completion().error()).isNull();
        assertThat(fixture.caller.completion()).isEqualTo(HubMessage.Completion.ofResult("3", false));
    }

    @Test
    void abortedInOneCallIsAbortedForAll() throws InterruptedException {
        HubMessageReceiver receiver = fixture.connect();
        fixture.caller.sendsAnew();
        receiver.received(DispatchFixture.invocation("1", "leave"), 10);
        receiver.received(DispatchFixture.invocation("2", "plain"), 10);
        fixture.executor.runAll();

        assertThat(fixture.caller.aborted).isTrue();
        assertThat(fixture.caller.takeWritten())
                .as("calls after the abort")
                .noneMatch(written ->
                        written instanceof HubMessage.Completion completion && "2".equals(completion.invocationId()));
    }

    @Test
    void filtersSeeWhatIsRefused() throws InterruptedException {
        List<HubInvocation> seen = new CopyOnWriteArrayList<>();
        fixture.filters = List.of(new HubFilter() {
            @Override
            public CompletionStage<?> invoke(HubInvocation invocation, NextCall next) {
                seen.add(invocation);
                return next.proceed();
            }
        });
        assertThat(outcome("forAdmins")).isEqualTo(unauthorized("forAdmins"));
        assertThat(seen)
                .singleElement()
                .satisfies(call -> assertThat(call.method()).isEmpty());
    }

    @Test
    void hubThatSaysNothingIsOpen() {
        assertThat(access(OpenHub.class).connecting()).isEqualTo(AccessRule.EVERYBODY);
        assertThat(access(OpenHub.class).roles()).containsExactly("admin", "boss");
    }

    @Test
    void classSaysWhoMayConnect() {
        assertThat(access(MembersHub.class).connecting()).isEqualTo(AccessRule.roles("member", "**"));
        assertThat(access(MembersHub.class).roles()).containsExactly("member");
        assertThat(access(ClosedHub.class).connecting()).isEqualTo(AccessRule.NOBODY);
    }

    @Test
    void inheritedMethodKeepsTheRuleOfItsOwnClass() {
        HubAccess derived = access(DerivedHub.class);
        assertThat(derived.connecting()).isEqualTo(AccessRule.EVERYBODY);
        assertThat(derived.roles()).containsExactly("guest", "member", "visitor");
        assertThat(List.of(Base.class.getDeclaredMethods()))
                .filteredOn(method -> method.getName().equals("inherited"))
                .singleElement()
                .extracting(method -> AccessRules.calling(DerivedHub.class, method))
                .isEqualTo(AccessRule.roles("member"));
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertRefused(UndecidedHub.class, "the class is marked with more than one of");
        assertRefused(RolelessHub.class, "RolelessHub.call() is marked @RolesAllowed with no role");
        assertRefused(BlankHub.class, "the class is marked @RolesAllowed with a blank role");
        assertRefused(UnreachableHub.class, "marked @DenyAll, so nobody can connect");
        assertRefused(LifecycleHub.class, "clients never call it; annotate the class to say who may connect");
    }
}
