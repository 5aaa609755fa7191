package io.hubplane.dispatch;

import io.hubplane.hub.Connected;
import io.hubplane.hub.Disconnected;
import io.hubplane.hub.HubMethod;
import io.hubplane.reflect.Methods;
import io.hubplane.reflect.TypeResolution;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the public instance methods of a class, each once: inherited ones and default methods of interfaces included,
 * those of {@link Object}, overridden ones and those the compiler made left out.
 *
 * <p>{@link Class#getMethods} is no help: for a method inherited from a class that is not public it shows only the
 * bridge the compiler made, which has lost its generic types.
 */
final class HubMethodScan {
    private static final Set<Class<? extends Annotation>> LIFECYCLE = Set.of(Connected.class, Disconnected.class);
    private static final Set<Class<? extends Annotation>> CALLED_BY_CDI =
            Set.of(PostConstruct.class, PreDestroy.class, Inject.class, Produces.class, AroundInvoke.class);
    private static final Set<Class<? extends Annotation>> PARAMETERS_FROM_CDI =
            Set.of(Observes.class, ObservesAsync.class, Disposes.class);

    private final Class<?> hubClass;
    private final TypeResolution types;
    private final Map<Signature, Method> found = new LinkedHashMap<>();

    private HubMethodScan(Class<?> hubClass, TypeResolution types) {
        this.hubClass = hubClass;
        this.types = types;
    }

    static List<Method> methodsOf(Class<?> hubClass, TypeResolution types) {
        HubMethodScan scan = new HubMethodScan(hubClass, types);
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (Class<?> c = hubClass; c != null && c != Object.class; c = c.getSuperclass()) {
            Arrays.stream(c.getDeclaredMethods()).forEach(scan::add);
            interfaces.addAll(allInterfaces(c));
        }
        interfaces.forEach(i ->
                Arrays.stream(i.getDeclaredMethods()).filter(Method::isDefault).forEach(scan::add));
        return List.copyOf(scan.found.values());
    }

    /** Whether clients may call a method that has been found. */
    static boolean isCallable(Method method) {
        return !hasAny(method, LIFECYCLE) && !isCalledByCdi(method);
    }

    private static boolean isCalledByCdi(Method method) {
        return hasAny(method, CALLED_BY_CDI)
                || Arrays.stream(method.getParameters())
                        .anyMatch(parameter -> PARAMETERS_FROM_CDI.stream().anyMatch(parameter::isAnnotationPresent));
    }

    private static boolean hasAny(Method method, Set<Class<? extends Annotation>> annotations) {
        return annotations.stream().anyMatch(method::isAnnotationPresent);
    }

    private static Collection<Class<?>> allInterfaces(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        Deque<Class<?>> open = new ArrayDeque<>(List.of(type.getInterfaces()));
        while (!open.isEmpty()) {
            Class<?> next = open.remove();
            if (all.add(next)) {
                open.addAll(List.of(next.getInterfaces()));
            }
        }
        return all;
    }

    private void add(Method method) {
        if (method.isSynthetic() || method.isBridge()) {
            return;
        }
        if (!Modifier.isPublic(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
            requireUnmarked(method);
            return;
        }
        Signature signature = signatureOf(method);
        if (isOfObject(signature)) {
            return;
        }
        Method known = found.putIfAbsent(signature, method);
        if (known == null) {
            return;
        }
        if (isMoreSpecificInterface(method.getDeclaringClass(), known.getDeclaringClass())) {
            found.put(signature, method);
        } else if (isCallable(known) && !isCallable(method)) {
            throw new HubDefinitionException(
                    hubClass,
                    "%s overrides %s without its annotation, so clients could call it; repeat the annotation"
                            .formatted(Methods.describe(known), Methods.describe(method)));
        }
    }

    private static boolean isMoreSpecificInterface(Class<?> candidate, Class<?> known) {
        return known.isInterface() && known.isAssignableFrom(candidate);
    }

    private void requireUnmarked(Method method) {
        if (hasAny(method, LIFECYCLE) || method.isAnnotationPresent(HubMethod.class)) {
            throw new HubDefinitionException(
                    hubClass,
                    Methods.describe(method) + " is annotated as a method of the hub; such a method must be public"
                            + " and not static");
        }
    }

    private static boolean isOfObject(Signature signature) {
        return Arrays.stream(Object.class.getDeclaredMethods())
                .anyMatch(m -> m.getName().equals(signature.name())
                        && List.of(m.getParameterTypes()).equals(signature.parameters()));
    }

    private Signature signatureOf(Method method) {
        return new Signature(
                method.getName(),
                Arrays.stream(method.getGenericParameterTypes())
                        .<Class<?>>map(this::erased)
                        .toList());
    }

    private Class<?> erased(Type type) {
        return types.erase(types.resolve(type));
    }

    /** What tells one method from another, generic types of superclasses replaced by what they stand for. */
    private record Signature(String name, List<Class<?>> parameters) {}
}
