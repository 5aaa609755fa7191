package io.hubplane.dispatch;

import io.hubplane.reflect.Methods;
import jakarta.annotation.security.DeclareRoles;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who may connect to a hub and call its methods, by the security annotations of Jakarta Annotations. Immutable.
 *
 * <p>The hub class says who may connect. A method says who of them may call it, otherwise everybody connected may. For a
 * method inherited from a class that has such an annotation of its own it is that one which counts (Jakarta Annotations,
 * <em>Annotations and Inheritance</em>).
 */
public final class HubAccess {
    private final AccessRule connecting;
    private final Set<String> roles;

    private HubAccess(AccessRule connecting, Set<String> roles) {
        this.connecting = connecting;
        this.roles = Collections.unmodifiableSet(roles);
    }

    static HubAccess of(Class<?> hubClass, List<Method> methods) {
        AccessRule connecting =
                Objects.requireNonNullElse(AccessRule.of(hubClass, hubClass, "the class"), AccessRule.EVERYBODY);
        Set<String> roles = new TreeSet<>(connecting.roles());
        DeclareRoles declared = hubClass.getAnnotation(DeclareRoles.class);
        if (declared != null) {
            roles.addAll(List.of(declared.value()));
        }
        for (Method method : methods) {
            AccessRule own = AccessRule.of(hubClass, method, Methods.describe(method));
            if (own != null) {
                check(hubClass, connecting, method, own);
            }
            AccessRule calling = calling(hubClass, method);
            if (calling != null) {
                roles.addAll(calling.roles());
            }
        }
        roles.remove(AccessRule.ANY_AUTHENTICATED);
        return new HubAccess(connecting, roles);
    }

    private static void check(Class<?> hubClass, AccessRule connecting, Method method, AccessRule own) {
        String name = Methods.describe(method);
        if (!HubMethodScan.isCallable(method)) {
            throw new HubDefinitionException(
                    hubClass, name + " says who may call it, but clients never do; say on the class who may connect");
        }
        if (connecting.equals(AccessRule.NOBODY) && !own.equals(AccessRule.NOBODY)) {
            throw new HubDefinitionException(
                    hubClass, name + " permits calls, but the class is marked @DenyAll, so nobody can connect");
        }
    }

    /** Who of those connected may call a method; null for all. */
    static @Nullable AccessRule calling(Class<?> hubClass, Method method) {
        AccessRule own = AccessRule.of(hubClass, method, Methods.describe(method));
        Class<?> owner = method.getDeclaringClass();
        return own != null || owner == hubClass ? own : AccessRule.of(hubClass, owner, "the class " + owner.getName());
    }

    /**
     * Who may connect.
     *
     * @return the rule
     */
    public AccessRule connecting() {
        return connecting;
    }

    /**
     * The roles that matter: those the annotations name, {@code @DeclareRoles} included.
     *
     * @return their names, in alphabetical order, without {@link AccessRule#ANY_AUTHENTICATED}
     */
    public Set<String> roles() {
        return roles;
    }
}
