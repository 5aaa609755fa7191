package io.hubplane.dispatch.model;

import io.hubplane.hub.Connected;
import io.hubplane.hub.Disconnected;
import io.hubplane.hub.HubMethod;
import io.hubplane.reflect.Methods;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A public method of a hub.
 *
 * @param method the declaration that runs
 * @param overridden the declarations that it overrides or implements, whatever their visibility, the nearest first
 */
record FoundMethod(Method method, List<Method> overridden) {
    FoundMethod {
        overridden = List.copyOf(overridden);
    }

    /**
     * Whether clients may call the method. They may not if it handles the beginning or end of connections, if a type of
     * the platform declares it, or if an annotation makes the container call it. If the effect of an annotation is not
     * known, they may only if the method is marked {@link HubMethod}.
     */
    boolean isCallable() {
        return !isOfLifecycle(method)
                && othersCall().isEmpty()
                && (isMarked() || unknown().isEmpty());
    }

    /** Says, as a clause, who besides clients calls the method; empty if nobody is known to. */
    Optional<String> othersCall() {
        return Stream.concat(Stream.of(method), overridden.stream())
                .filter(declaration -> PlatformTypes.declare(declaration))
                .findFirst()
                .map(declaration ->
                        "is declared by " + declaration.getDeclaringClass().getName())
                .or(() -> ContainerAnnotations.calling(method).map(name -> "is marked @" + name))
                .or(() -> PlatformTypes.isAccessor(method)
                        ? Optional.of("reads a component of a record")
                        : Optional.empty());
    }

    /** An annotation of the platform whose effect on the method is not known. */
    Optional<String> unknown() {
        return ContainerAnnotations.unknown(method);
    }

    boolean isMarked() {
        return method.isAnnotationPresent(HubMethod.class);
    }

    static boolean isOfLifecycle(Method method) {
        return method.isAnnotationPresent(Connected.class) || method.isAnnotationPresent(Disconnected.class);
    }

    @Override
    public String toString() {
        return Methods.describe(method);
    }
}
