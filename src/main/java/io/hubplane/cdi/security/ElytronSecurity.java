package io.hubplane.cdi.security;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.Principal;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Elytron, the security of WildFly: identities belong to a security domain, which an application has if the server's
 * configuration says so (the default one does). Without one, identities are useless and threads keep theirs.
 */
final class ElytronSecurity implements ServerSecurity {
    private static final String PACKAGE = "org.wildfly.security.";

    private final MethodHandle findDomain;
    private final MethodHandle current;
    private final MethodHandle anonymous;
    private final MethodHandle isAnonymous;
    private final MethodHandle principal;
    private final MethodHandle create;
    private final MethodHandle withRoles;
    private final MethodHandle rolesOf;
    private final MethodHandle constant;
    private final MethodHandle runAs;
    /** The application's domain; null until it is found. */
    private volatile @Nullable Object domain;

    ElytronSecurity(ClassLoader loader) throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        Class<?> domainClass = loader.loadClass(PACKAGE + "auth.server.SecurityDomain");
        Class<?> identityClass = loader.loadClass(PACKAGE + "auth.server.SecurityIdentity");
        Class<?> scopedClass = loader.loadClass(PACKAGE + "auth.server.Scoped");
        Class<?> rolesClass = loader.loadClass(PACKAGE + "authz.Roles");
        Class<?> mapperClass = loader.loadClass(PACKAGE + "authz.RoleMapper");
        findDomain = generic(lookup.findStatic(domainClass, "getCurrent", MethodType.methodType(domainClass)));
        current = generic(
                lookup.findVirtual(domainClass, "getCurrentSecurityIdentity", MethodType.methodType(identityClass)));
        anonymous = generic(
                lookup.findVirtual(domainClass, "getAnonymousSecurityIdentity", MethodType.methodType(identityClass)));
        isAnonymous = lookup.findVirtual(identityClass, "isAnonymous", MethodType.methodType(boolean.class))
                .asType(MethodType.methodType(boolean.class, Object.class));
        principal = generic(lookup.findVirtual(identityClass, "getPrincipal", MethodType.methodType(Principal.class)));
        create = generic(lookup.findVirtual(
                domainClass, "createAdHocIdentity", MethodType.methodType(identityClass, Principal.class)));
        withRoles = generic(lookup.findVirtual(
                identityClass, "withDefaultRoleMapper", MethodType.methodType(identityClass, mapperClass)));
        rolesOf = generic(lookup.findStatic(rolesClass, "fromSet", MethodType.methodType(rolesClass, Set.class)));
        constant = generic(lookup.findStatic(mapperClass, "constant", MethodType.methodType(mapperClass, rolesClass)));
        runAs = generic(
                lookup.findVirtual(scopedClass, "runAsSupplier", MethodType.methodType(Object.class, Supplier.class)));
    }

    private static MethodHandle generic(MethodHandle handle) {
        return handle.asType(handle.type().generic());
    }

    /**
     * The application's domain, found by the context class loader of one of the application's threads; null if it has
     * none.
     */
    private @Nullable Object domain() {
        Object known = domain;
        if (known != null) {
            return known;
        }
        Object found = ServerCall.orNull(() -> (Object) findDomain.invokeExact());
        if (found != null) {
            domain = found;
        }
        return found;
    }

    @Override
    public @Nullable Object current() {
        Object here = domain();
        if (here == null) {
            return null;
        }
        return ServerCall.orNull(() -> {
            Object identity = (Object) current.invokeExact(here);
            return (boolean) isAnonymous.invokeExact(identity) ? null : identity;
        });
    }

    @Override
    public String name(Object identity) {
        return ((Principal) ServerCall.of(() -> (Object) principal.invokeExact(identity))).getName();
    }

    /** An identity without a realm, with the given roles; null without a domain. */
    @Override
    public @Nullable Object of(Principal someone, Set<String> roles) {
        Object here = domain();
        if (here == null) {
            return null;
        }
        return ServerCall.orNull(() -> {
            Object identity = (Object) create.invokeExact(here, (Object) someone);
            Object given = (Object) rolesOf.invokeExact((Object) new HashSet<>(roles));
            return (Object) withRoles.invokeExact(identity, (Object) constant.invokeExact(given));
        });
    }

    @Override
    public <T> T call(@Nullable Object identity, Supplier<T> action) {
        Object here = domain();
        if (here == null) {
            return action.get();
        }
        Object wanted = identity != null ? identity : ServerCall.of(() -> (Object) anonymous.invokeExact(here));
        Object before = ServerCall.of(() -> (Object) current.invokeExact(here));
        return wanted == before ? action.get() : as(wanted, action);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // it returns what the supplier returns
    private <T> T as(Object identity, Supplier<T> action) {
        return (T) ServerCall.orNull(() -> (Object) runAs.invokeExact(identity, (Object) action));
    }
}
