package io.hubplane.dispatch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.hubplane.hub.Hub;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Stereotype;
import jakarta.servlet.annotation.ServletSecurity;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Test;

/**
 * A security annotation is either effective, or the deployment is refused with a text that says where to put it. None
 * is silently ignored.
 */
class InheritedGuardTest {
    private static void assertRefused(Class<?> hub, String... parts) {
        assertThatExceptionOfType(HubDefinitionException.class)
                .isThrownBy(() -> HubDescriptor.of(hub))
                .withMessageContainingAll(parts);
    }

    private static void assertAccepted(Class<?> hub) {
        assertThatNoException().isThrownBy(() -> HubDescriptor.of(hub));
    }

    abstract static class Administration {
        @RolesAllowed("admin")
        public void purge() {}

        @DenyAll
        public void drop() {}

        @PermitAll
        public void look() {}

        @RolesAllowed("admin")
        protected void tidy() {}

        @RolesAllowed("admin")
        void sweep() {}
    }

    @Hub("/h")
    static class InheritingHub extends Administration {}

    @Hub("/h")
    static class OverridingHub extends Administration {
        @Override
        public void purge() {}
    }

    @Hub("/h")
    static class OverridingDeniedHub extends Administration {
        @Override
        public void drop() {}
    }

    @Hub("/h")
    static class WideningHub extends Administration {
        @Override
        public void tidy() {}
    }

    @Hub("/h")
    static class WideningOfPackageHub extends Administration {
        @Override
        public void sweep() {}
    }

    @Hub("/h")
    static class RepeatingHub extends Administration {
        @Override
        @RolesAllowed({"admin", "boss"})
        public void purge() {}

        @Override
        @PermitAll
        public void drop() {}

        @Override
        public void look() {}
    }

    @Hub("/h")
    @RolesAllowed("admin")
    static class AsGuardedAsAWholeHub extends Administration {
        @Override
        public void purge() {}
    }

    @Hub("/h")
    @RolesAllowed("member")
    static class GuardedByAnotherRoleHub extends Administration {
        @Override
        public void purge() {}
    }

    @Test
    void guardOfAnInheritedMethodHolds() {
        assertThat(HubDescriptor.of(InheritingHub.class).access().roles()).containsExactly("admin");
    }

    @Test
    void guardOfAnOverriddenMethodIsRepeatedOrTheHubIsRefused() {
        assertRefused(
                OverridingHub.class,
                "OverridingHub.purge() overrides Administration.purge(), which is for roles [admin]",
                "repeat it, or use @PermitAll");
        assertRefused(OverridingDeniedHub.class, "Administration.drop(), which is for nobody");
        assertRefused(GuardedByAnotherRoleHub.class, "Administration.purge()");
        assertAccepted(RepeatingHub.class);
        assertAccepted(AsGuardedAsAWholeHub.class);
    }

    @Test
    void guardOfAnOverriddenMethodThatWasNotPublicCountsToo() {
        assertRefused(WideningHub.class, "Administration.tidy(), which is for roles [admin]");
        assertRefused(WideningOfPackageHub.class, "Administration.sweep(), which is for roles [admin]");
    }

    interface Store<T> {
        @RolesAllowed("admin")
        void put(T value);
    }

    interface Purging {
        @RolesAllowed("admin")
        default void purge() {}
    }

    interface PurgingMore extends Purging {
        @Override
        default void purge() {}
    }

    static class Plain {
        public void purge() {}
    }

    @Hub("/h")
    static class ImplementingHub implements Store<String> {
        @Override
        public void put(String value) {}
    }

    abstract static class GenericBase<T> {
        @RolesAllowed("admin")
        public abstract void put(T value);
    }

    @Hub("/h")
    static class GenericHub extends GenericBase<Integer> {
        @Override
        public void put(Integer value) {}
    }

    @Hub("/h")
    static class DefaultHub implements Purging {}

    @Hub("/h")
    static class OverridingDefaultHub implements Purging {
        @Override
        public void purge() {}
    }

    @Hub("/h")
    static class MoreSpecificDefaultHub implements PurgingMore, Purging {}

    @Hub("/h")
    static class ImplementingByChanceHub extends Plain implements Purging {}

    @Test
    void guardOnAnInterfaceIsRepeatedOrTheHubIsRefused() {
        assertRefused(ImplementingHub.class, "ImplementingHub.put(String) overrides Store.put(Object)");
        assertRefused(OverridingDefaultHub.class, "Purging.purge(), which is for roles [admin]");
        assertRefused(MoreSpecificDefaultHub.class, "PurgingMore.purge() overrides Purging.purge()");
        assertRefused(ImplementingByChanceHub.class, "Plain.purge() overrides Purging.purge()");
        assertThat(HubDescriptor.of(DefaultHub.class).access().roles()).containsExactly("admin");
    }

    @Test
    void guardOfAGenericMethodIsFoundThroughTheBridge() {
        assertRefused(GenericHub.class, "GenericHub.put(Integer) overrides GenericBase.put(Object)");
    }

    @RolesAllowed("member")
    static class Members {
        public void say() {}
    }

    @RolesAllowed("member")
    interface MembersOnly {}

    static class Between extends Members {
        public void shout() {}
    }

    @Hub("/h")
    static class BelowMembersHub extends Members {}

    @Hub("/h")
    static class OfMembersHub implements MembersOnly {}

    @Hub("/h")
    @PermitAll
    static class OpenBelowBetweenHub extends Between {}

    @Hub("/h")
    @PermitAll
    static class OpenBelowMembersHub extends Members {}

    @Hub("/h")
    @PermitAll
    static class OverridingMembersHub extends Members {
        @Override
        public void say() {}
    }

    @Hub("/h")
    @RolesAllowed("member")
    static class MembersAgainHub extends Members {
        @Override
        public void say() {}
    }

    @Test
    void guardOfASuperclassOrInterfaceIsRepeatedOrTheHubIsRefused() {
        assertRefused(BelowMembersHub.class, Members.class.getName(), "roles [member]", "those of the hub");
        assertRefused(OfMembersHub.class, "the interface " + MembersOnly.class.getName(), "roles [member]");
        assertRefused(OpenBelowBetweenHub.class, "those of the class " + Between.class.getName());
        assertRefused(OverridingMembersHub.class, "Members.say(), which is for roles [member]");
        assertAccepted(MembersAgainHub.class);
        assertThat(HubDescriptor.of(OpenBelowMembersHub.class).access().roles()).containsExactly("member");
    }

    @Stereotype
    @RolesAllowed("admin")
    @Retention(RetentionPolicy.RUNTIME)
    @interface ForAdmins {}

    @Hub("/h")
    @ForAdmins
    static class StereotypeHub {}

    @Hub("/h")
    static class StereotypeMethodHub {
        @ForAdmins
        public void purge() {}
    }

    @Hub("/h")
    @ForAdmins
    @RolesAllowed("admin")
    static class RepeatedStereotypeHub {}

    @Hub("/h")
    @ServletSecurity
    static class ServletLikeHub {}

    @Test
    void annotationThatGuardsSomethingElseIsRefused() {
        assertRefused(StereotypeHub.class, "the class is marked @ForAdmins", "repeat it there");
        assertRefused(StereotypeMethodHub.class, "StereotypeMethodHub.purge() is marked @ForAdmins");
        assertRefused(ServletLikeHub.class, "@jakarta.servlet.annotation.ServletSecurity", "does not protect hubs");
        assertAccepted(RepeatedStereotypeHub.class);
    }
}
