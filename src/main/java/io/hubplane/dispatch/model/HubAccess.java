package io.hubplane.dispatch.model;

import io.hubplane.reflect.Methods;
import jakarta.annotation.security.DeclareRoles;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may connect to a hub and call its methods, by the security annotations of Jakarta Annotations. Immutable.
 *
 * <p>The annotation of the hub class says who may connect. The annotation of a method says which connected clients may
 * call it; without one, all may. If a superclass has its own annotation, that one applies to the methods that the hub
 * inherits from it (Jakarta Annotations, <em>Annotations and Inheritance</em>).
 */
public final class HubAccess {
    private final AccessRule connecting;
    private final Set<String> roles;

    private HubAccess(AccessRule connecting, Set<String> roles) {
        this.connecting = connecting;
        this.roles = Collections.unmodifiableSet(roles);
    }

    static HubAccess of(Class<?> hubClass, List<FoundMethod> methods) {
        AccessRule connecting = AccessRules.connecting(hubClass);
        Set<String> roles = new TreeSet<>(connecting.roles());
        for (Class<?> c = hubClass; c != null; c = c.getSuperclass()) {
            DeclareRoles declared = c.getAnnotation(DeclareRoles.class);
            if (declared != null) {
                roles.addAll(List.of(declared.value()));
            }
        }
        for (FoundMethod found : methods) {
            Method method = found.method();
            AccessRule own = AccessRule.of(hubClass, method, Methods.describe(method));
            if (own != null) {
                check(hubClass, connecting, found, own);
            }
            if (found.isCallable()) {
                AccessRules.checkOverriding(hubClass, found, connecting);
                AccessRule calling = AccessRules.calling(hubClass, method);
                if (calling != null) {
                    roles.addAll(calling.roles());
                }
            }
        }
        roles.remove(AccessRule.ANY_AUTHENTICATED);
        return new HubAccess(connecting, roles);
    }

    private static void check(Class<?> hubClass, AccessRule connecting, FoundMethod found, AccessRule own) {
        if (FoundMethod.isOfLifecycle(found.method())
                || (!found.isCallable() && found.unknown().isEmpty())) {
            throw new HubDefinitionException(
                    hubClass,
                    found + " says who may call it, but clients never call it; annotate the class to say who may"
                            + " connect");
        }
        if (connecting.equals(AccessRule.NOBODY) && !own.equals(AccessRule.NOBODY)) {
            throw new HubDefinitionException(
                    hubClass, found + " permits calls, but the class is marked @DenyAll, so nobody can connect");
        }
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
     * The roles that the hub uses: those that the annotations name, including {@code @DeclareRoles}.
     *
     * @return their names, in alphabetical order, without {@link AccessRule#ANY_AUTHENTICATED}
     */
    public Set<String> roles() {
        return roles;
    }
}
