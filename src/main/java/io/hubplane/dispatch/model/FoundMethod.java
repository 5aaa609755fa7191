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
 * @param method the declaration that is carried out
 * @param overridden the declarations it overrides or implements, of whatever visibility, the nearest first
 */
record FoundMethod(Method method, List<Method> overridden) {
    FoundMethod {
        overridden = List.copyOf(overridden);
    }

    /**
     * Whether clients may call the method. Only what nothing speaks against: it is not for the beginning or the end of
     * connections, no type of the platform declares it, and all annotations on it are known to leave it a method that
     * is there to be called, or it is marked {@link HubMethod} and none is known to have the container call it.
     */
    boolean isCallable() {
        return !isOfLifecycle(method)
                && othersCall().isEmpty()
                && (isMarked() || unknown().isEmpty());
    }

    /** Who else than clients calls the method, as a clause; empty if that is not known of anybody. */
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

    /** An annotation of the platform of which it is not known what the container does with the method. */
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
