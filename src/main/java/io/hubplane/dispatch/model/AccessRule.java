package io.hubplane.dispatch.model;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who may do something, as one of the annotations {@code @PermitAll}, {@code @RolesAllowed} and {@code @DenyAll} says.
 */
public final class AccessRule {
    /** The role of every authenticated user (Jakarta Servlet, <em>Specifying Security Constraints</em>). */
    public static final String ANY_AUTHENTICATED = "**";

    /** Everybody may, anonymous or not. */
    public static final AccessRule EVERYBODY = new AccessRule(true, Set.of());

    /** Nobody may. */
    public static final AccessRule NOBODY = new AccessRule(false, Set.of());

    private static final List<Class<? extends Annotation>> WRITTEN_AS =
            List.of(PermitAll.class, RolesAllowed.class, DenyAll.class);

    private final boolean everybody;
    private final Set<String> roles;

    private AccessRule(boolean everybody, Set<String> roles) {
        this.everybody = everybody;
        this.roles = roles;
    }

    /** Allows those who have one of the roles, or every authenticated user with {@link #ANY_AUTHENTICATED}. */
    static AccessRule roles(String... roles) {
        return new AccessRule(false, Set.copyOf(new LinkedHashSet<>(List.of(roles))));
    }

    /**
     * Reads the annotations of a class or method.
     *
     * @param name the name of the element in error texts
     * @return the rule, or null if there is no such annotation
     */
    static @Nullable AccessRule of(Class<?> hubClass, AnnotatedElement element, String name) {
        long count = WRITTEN_AS.stream().filter(element::isAnnotationPresent).count();
        if (count > 1) {
            throw new HubDefinitionException(
                    hubClass, name + " is marked with more than one of @PermitAll, @RolesAllowed and @DenyAll");
        }
        if (element.isAnnotationPresent(PermitAll.class)) {
            return EVERYBODY;
        }
        if (element.isAnnotationPresent(DenyAll.class)) {
            return NOBODY;
        }
        RolesAllowed allowed = element.getAnnotation(RolesAllowed.class);
        return allowed == null ? null : checked(hubClass, name, allowed.value());
    }

    /**
     * Whether an element has one of the annotations.
     *
     * @param element a class or method
     * @return whether it has one
     */
    public static boolean isWritten(AnnotatedElement element) {
        return WRITTEN_AS.stream().anyMatch(element::isAnnotationPresent);
    }

    private static AccessRule checked(Class<?> hubClass, String name, String[] roles) {
        if (roles.length == 0 || Arrays.stream(roles).anyMatch(String::isBlank)) {
            throw new HubDefinitionException(
                    hubClass,
                    name + " is marked @RolesAllowed with " + (roles.length == 0 ? "no role" : "a blank role")
                            + "; name a role, \"**\" for any user, or use @DenyAll");
        }
        return roles(roles);
    }

    /**
     * Whether somebody may.
     *
     * @param isUserInRole whether they have a role; also asked for {@link #ANY_AUTHENTICATED}
     * @return whether they may
     */
    public boolean permits(Predicate<String> isUserInRole) {
        return everybody || roles.stream().anyMatch(isUserInRole);
    }

    /**
     * Whether the answer depends on the user.
     *
     * @return false if everybody may, or nobody
     */
    public boolean dependsOnRoles() {
        return !roles.isEmpty();
    }

    /** Whether anybody is excluded. */
    boolean restricts() {
        return !everybody;
    }

    /** The names of the roles, including {@link #ANY_AUTHENTICATED}. */
    Set<String> roles() {
        return roles;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AccessRule that && everybody == that.everybody && roles.equals(that.roles);
    }

    @Override
    public int hashCode() {
        return Objects.hash(everybody, roles);
    }

    @Override
    public String toString() {
        return everybody ? "everybody" : roles.isEmpty() ? "nobody" : "roles " + roles;
    }
}
