package io.hubplane.dispatch.model;

import io.hubplane.reflect.Methods;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the security annotations of a hub by the rules of Jakarta Annotations (<em>Annotations and Inheritance</em>):
 * an annotation on a class applies to the methods that this class declares; one on a method applies to this method, but
 * not to methods that override it. If a reader could wrongly believe that an annotation applies, the hub is refused, so
 * that no protection is lost silently.
 */
final class AccessRules {
    /** Annotations that protect other kinds of objects and have no effect on a hub. */
    private static final Set<String> OF_OTHERS = Set.of(
            "javax.annotation.security.RolesAllowed",
            "javax.annotation.security.DenyAll",
            "jakarta.servlet.annotation.ServletSecurity",
            "org.springframework.security.access.annotation.Secured",
            "org.springframework.security.access.prepost.PreAuthorize",
            "io.quarkus.security.Authenticated");

    private AccessRules() {}

    /** Who may connect. */
    static AccessRule connecting(Class<?> hubClass) {
        return Objects.requireNonNullElse(ofClass(hubClass, hubClass), AccessRule.EVERYBODY);
    }

    /** Which connected clients may call a method; null for all. */
    static @Nullable AccessRule calling(Class<?> hubClass, Method method) {
        AccessRule own = of(hubClass, method, Methods.describe(method));
        return own != null || method.getDeclaringClass() == hubClass
                ? own
                : ofClass(hubClass, method.getDeclaringClass());
    }

    /** Refuses a method that loses the annotation of one it overrides, unless the same rule applies to connecting. */
    static void checkOverriding(Class<?> hubClass, FoundMethod found, AccessRule connecting) {
        Method method = found.method();
        if (of(hubClass, method, Methods.describe(method)) != null) {
            return;
        }
        AccessRule actual = ofClass(hubClass, method.getDeclaringClass());
        for (Method overridden : found.overridden()) {
            AccessRule lost = guard(hubClass, overridden);
            if (lost != null && lost.restricts() && !lost.equals(actual) && !lost.equals(connecting)) {
                throw new HubDefinitionException(
                        hubClass,
                        "%s overrides %s, which is for %s, but has no security annotation itself; overriding methods do"
                                        .formatted(found, Methods.describe(overridden), lost)
                                + " not inherit security annotations, so repeat it, or use @PermitAll for every"
                                + " connected client");
            }
        }
    }

    private static @Nullable AccessRule guard(Class<?> hubClass, Method overridden) {
        AccessRule own = of(hubClass, overridden, Methods.describe(overridden));
        Class<?> owner = overridden.getDeclaringClass();
        return own != null ? own : of(hubClass, owner, nameOf(owner));
    }

    /** The annotation of a class for the methods that it declares; refused if only a supertype has one. */
    private static @Nullable AccessRule ofClass(Class<?> hubClass, Class<?> type) {
        AccessRule rule = of(hubClass, type, type == hubClass ? "the class" : nameOf(type));
        if (rule == null) {
            for (Class<?> above : typesAbove(type)) {
                AccessRule lost = of(hubClass, above, nameOf(above));
                if (lost != null && lost.restricts()) {
                    throw new HubDefinitionException(
                            hubClass,
                            "%s is for %s, but its security annotation applies only to its own methods and not to"
                                            .formatted(nameOf(above), lost)
                                    + " those of %s; repeat it there, or use @PermitAll to allow everybody"
                                            .formatted(type == hubClass ? "the hub" : nameOf(type)));
                }
            }
        }
        return rule;
    }

    private static Set<Class<?>> typesAbove(Class<?> type) {
        Set<Class<?>> above = new LinkedHashSet<>();
        Deque<Class<?>> open = new ArrayDeque<>(List.of(type));
        while (!open.isEmpty()) {
            Class<?> next = open.remove();
            Stream.concat(Stream.ofNullable(next.getSuperclass()), Arrays.stream(next.getInterfaces()))
                    .filter(above::add)
                    .forEach(open::add);
        }
        return above;
    }

    /** The annotation of an element itself; refused if it is written in a way that has no effect. */
    private static @Nullable AccessRule of(Class<?> hubClass, AnnotatedElement element, String name) {
        AccessRule rule = AccessRule.of(hubClass, element, name);
        if (rule == null) {
            withoutEffect(element).ifPresent(problem -> {
                throw new HubDefinitionException(hubClass, name + " is marked " + problem);
            });
        }
        return rule;
    }

    private static Optional<String> withoutEffect(AnnotatedElement element) {
        return Arrays.stream(element.getDeclaredAnnotations())
                .<Class<? extends Annotation>>map(Annotation::annotationType)
                .flatMap(type -> OF_OTHERS.contains(type.getName())
                        ? Stream.of("@" + type.getName()
                                + ", which does not protect hubs; use the annotations of jakarta.annotation.security")
                        : AccessRule.isWritten(type)
                                ? Stream.of("@" + type.getSimpleName() + ", whose own security annotation does not"
                                        + " apply to what it marks; repeat it there")
                                : Stream.empty())
                .findFirst();
    }

    private static String nameOf(Class<?> type) {
        return (type.isInterface() ? "the interface " : "the class ") + type.getName();
    }
}
