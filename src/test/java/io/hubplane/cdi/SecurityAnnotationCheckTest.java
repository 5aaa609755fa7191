package io.hubplane.cdi;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.hub.Hub;
import io.hubplane.hub.HubFilter;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.DefinitionException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SecurityAnnotationCheckTest {
    @RolesAllowed("admin")
    static class GuardedFilter implements HubFilter {}

    static class PartlyGuardedFilter implements HubFilter {
        @DenyAll
        void never() {}
    }

    @PermitAll
    static class OpenFilter implements HubFilter {}

    @Hub("/h")
    static class OpenHub {
        public void purge() {}
    }

    @Hub("/h")
    @RolesAllowed("member")
    static class GuardedHub {
        @RolesAllowed("admin")
        public void purge() {}
    }

    /** A class or method as CDI sees it: with the annotations it has and those an extension has added. */
    private static <T extends Annotated> T element(
            Class<T> kind, AnnotatedElement real, Set<Class<? extends Annotation>> added, Class<?> type) {
        return kind.cast(Proxy.newProxyInstance(
                kind.getClassLoader(), new Class<?>[] {kind}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "isAnnotationPresent" -> {
                        Class<? extends Annotation> asked = ((Class<?>) arguments[0]).asSubclass(Annotation.class);
                        yield added.contains(asked) || real.isAnnotationPresent(asked);
                    }
                    case "getJavaClass" -> type;
                    case "getJavaMember" -> real;
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "getMethods" ->
                        Arrays.stream(type.getDeclaredMethods())
                                .map(each -> element(AnnotatedMethod.class, each, added, type))
                                .collect(Collectors.toSet());
                    default -> real.toString();
                }));
    }

    private static AnnotatedType<?> declared(Class<?> type) {
        return element(AnnotatedType.class, type, Set.of(), type);
    }

    private static AnnotatedType<?> declaredWith(Class<?> type, Class<? extends Annotation> added) {
        return element(AnnotatedType.class, type, Set.of(added), type);
    }

    @Test
    void whatIsCalledForEverybodyCannotBeForSome() {
        assertThatThrownBy(() -> SecurityAnnotationCheck.refuseAny(declared(GuardedFilter.class)))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContainingAll("GuardedFilter", "@RolesAllowed", "put this annotation on the hub");
        assertThatThrownBy(() -> SecurityAnnotationCheck.refuseAny(declared(PartlyGuardedFilter.class)))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContainingAll("never()", "@DenyAll");
        assertThatNoException().isThrownBy(() -> SecurityAnnotationCheck.refuseAny(declared(OpenFilter.class)));
    }

    @Test
    void annotationOfAHubThatOnlyAnExtensionShowsIsRefused() {
        assertThatThrownBy(() -> SecurityAnnotationCheck.refuseAdded(declaredWith(OpenHub.class, RolesAllowed.class)))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContainingAll("OpenHub", "@RolesAllowed by an extension");
        assertThatNoException().isThrownBy(() -> SecurityAnnotationCheck.refuseAdded(declared(OpenHub.class)));
        assertThatNoException()
                .isThrownBy(
                        () -> SecurityAnnotationCheck.refuseAdded(declaredWith(GuardedHub.class, RolesAllowed.class)));
    }
}
