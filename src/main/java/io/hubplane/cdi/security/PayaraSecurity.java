package io.hubplane.cdi.security;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.Principal;
import java.util.Set;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The security context of Payara and GlassFish: one for each thread, inherited by threads that it starts, and used by
 * session beans and by {@code SecurityContext} of Jakarta Security.
 */
final class PayaraSecurity implements ServerSecurity {
    private static final String CONTEXT = "com.sun.enterprise.security.SecurityContext";
    private static final String GROUP = "org.glassfish.security.common.Group";

    private final MethodHandle current;
    private final MethodHandle setCurrent;
    private final MethodHandle caller;
    private final MethodHandle make;
    private final MethodHandle group;
    private final MethodHandle nobody;

    PayaraSecurity(ClassLoader loader) throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        Class<?> context = loader.loadClass(CONTEXT);
        Class<?> groupClass = loader.loadClass(GROUP);
        current = lookup.findStatic(context, "getCurrent", MethodType.methodType(context))
                .asType(MethodType.methodType(Object.class));
        setCurrent = lookup.findStatic(context, "setCurrent", MethodType.methodType(void.class, context))
                .asType(MethodType.methodType(void.class, Object.class));
        caller = lookup.findVirtual(context, "getCallerPrincipal", MethodType.methodType(Principal.class))
                .asType(MethodType.methodType(Principal.class, Object.class));
        make = lookup.findConstructor(context, MethodType.methodType(void.class, String.class, Subject.class))
                .asType(MethodType.methodType(Object.class, String.class, Subject.class));
        group = lookup.findConstructor(groupClass, MethodType.methodType(void.class, String.class))
                .asType(MethodType.methodType(Principal.class, String.class));
        nobody = lookup.findStatic(context, "getDefaultSecurityContext", MethodType.methodType(context))
                .asType(MethodType.methodType(Object.class));
    }

    @Override
    public @Nullable Object current() {
        return ServerCall.orNull(() -> {
            Object found = (Object) current.invokeExact();
            return found == (Object) nobody.invokeExact() ? null : found;
        });
    }

    @Override
    public String name(Object identity) {
        Object principal = ServerCall.orNull(() -> (Principal) caller.invokeExact(identity));
        return principal instanceof Principal found ? found.getName() : "";
    }

    /** The same as after a login: roles are mapped from the groups, and the principal is unchanged. */
    @Override
    public Object of(Principal principal, Set<String> roles) {
        return ServerCall.of(() -> {
            Subject subject = new Subject();
            subject.getPrincipals().add(principal);
            for (String role : roles) {
                subject.getPrincipals().add((Principal) group.invokeExact(role));
            }
            return (Object) make.invokeExact(principal.getName(), subject);
        });
    }

    @Override
    public <T> T call(@Nullable Object identity, Supplier<T> action) {
        Object before = ServerCall.of(() -> (Object) current.invokeExact());
        Object wanted = identity != null ? identity : ServerCall.of(() -> (Object) nobody.invokeExact());
        if (wanted == before) {
            return action.get();
        }
        become(wanted);
        try {
            return action.get();
        } finally {
            become(before);
        }
    }

    private void become(Object context) {
        ServerCall.of(() -> {
            setCurrent.invokeExact(context);
            return context;
        });
    }
}
