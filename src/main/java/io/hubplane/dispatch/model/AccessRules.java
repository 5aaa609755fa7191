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
 * Reads the security annotations of a hub as Jakarta Annotations has them (<em>Annotations and Inheritance</em>): one on a
 * class holds for the methods that this class declares, one on a method for this method and no override. Where somebody
 * could think that an annotation holds which does not, the hub is refused, so that no guard is lost without a word.
 */
final class AccessRules {
    /** Annotations by which others guard, and which say nothing to a hub. */
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

    /** Who of those connected may call a method; null for all. */
    static @Nullable AccessRule calling(Class<?> hubClass, Method method) {
        AccessRule own = of(hubClass, method, Methods.describe(method));
        return own != null || method.getDeclaringClass() == hubClass
                ? own
                : ofClass(hubClass, method.getDeclaringClass());
    }

    /** Refuses a method that loses the guard of one it overrides or implements, unless who connects is under it anyway. */
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
                        "%s overrides %s, which is for %s, and does not say who may call it itself; security annotations are"
                                        .formatted(found, Methods.describe(overridden), lost)
                                + " not inherited by overriding methods, so repeat it, or say @PermitAll for whoever is"
                                + " connected");
            }
        }
    }

    private static @Nullable AccessRule guard(Class<?> hubClass, Method overridden) {
        AccessRule own = of(hubClass, overridden, Methods.describe(overridden));
        Class<?> owner = overridden.getDeclaringClass();
        return own != null ? own : of(hubClass, owner, nameOf(owner));
    }

    /** What a class says of the methods it declares; refused if it says nothing and a type above it does. */
    private static @Nullable AccessRule ofClass(Class<?> hubClass, Class<?> type) {
        AccessRule rule = of(hubClass, type, type == hubClass ? "the class" : nameOf(type));
        if (rule == null) {
            for (Class<?> above : typesAbove(type)) {
                AccessRule lost = of(hubClass, above, nameOf(above));
                if (lost != null && lost.restricts()) {
                    throw new HubDefinitionException(
                            hubClass,
                            "%s is for %s, but its security annotation holds for its own methods alone and not for those of"
                                            .formatted(nameOf(above), lost)
                                    + " %s; repeat it there, or say @PermitAll for everybody"
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

    /** What is written at an element itself; refused if it is written in a way that has no effect. */
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
                                + ", which does not guard hubs; use the annotations of jakarta.annotation.security")
                        : AccessRule.isWritten(type)
                                ? Stream.of("@" + type.getSimpleName() + ", whose own security annotation does not hold"
                                        + " for what it marks; repeat it there")
                                : Stream.empty())
                .findFirst();
    }

    private static String nameOf(Class<?> type) {
        return (type.isInterface() ? "the interface " : "the class ") + type.getName();
    }
}
