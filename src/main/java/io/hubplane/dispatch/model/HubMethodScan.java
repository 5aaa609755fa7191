package io.hubplane.dispatch.model;

import io.hubplane.hub.HubMethod;
import io.hubplane.reflect.Methods;
import io.hubplane.reflect.TypeResolution;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the public instance methods of a class, each once, with the declarations it overrides. It includes inherited
 * methods and default methods of interfaces, but not the methods of {@link Object} and those that the compiler made.
 *
 * <p>{@link Class#getMethods} cannot be used: for a method inherited from a class that is not public, it shows only the
 * bridge method of the compiler, which has lost its generic types.
 */
final class HubMethodScan {
    private final Class<?> hubClass;
    private final TypeResolution types;
    private final Map<Signature, List<Method>> declarations = new LinkedHashMap<>();

    private HubMethodScan(Class<?> hubClass, TypeResolution types) {
        this.hubClass = hubClass;
        this.types = types;
    }

    static List<FoundMethod> methodsOf(Class<?> hubClass, TypeResolution types) {
        HubMethodScan scan = new HubMethodScan(hubClass, types);
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (Class<?> c = hubClass; c != null && c != Object.class; c = c.getSuperclass()) {
            Arrays.stream(c.getDeclaredMethods()).forEach(scan::add);
            interfaces.addAll(allInterfaces(c));
        }
        interfaces.forEach(i -> Arrays.stream(i.getDeclaredMethods()).forEach(scan::add));
        List<FoundMethod> found = scan.declarations.values().stream()
                .map(HubMethodScan::carriedOut)
                .flatMap(Optional::stream)
                .toList();
        found.forEach(method -> OverridingRules.check(hubClass, method));
        return found;
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
        int modifiers = method.getModifiers();
        Signature signature = signatureOf(method);
        boolean ofObject = isOfObject(signature);
        if (!Modifier.isPublic(modifiers) || Modifier.isStatic(modifiers) || ofObject) {
            requireUnmarked(method, ofObject);
        }
        if (!Modifier.isStatic(modifiers) && !Modifier.isPrivate(modifiers) && !ofObject) {
            declarations.computeIfAbsent(signature, s -> new ArrayList<>()).add(method);
        }
    }

    /** The declaration that a call runs, if it is public, with the declarations it overrides. */
    private static Optional<FoundMethod> carriedOut(List<Method> declarations) {
        Method first = null;
        for (Method each : declarations) {
            boolean candidate = !each.getDeclaringClass().isInterface() || each.isDefault();
            if (candidate && (first == null || isMoreSpecificInterface(each, first))) {
                first = each;
            }
        }
        if (first == null || !Modifier.isPublic(first.getModifiers())) {
            return Optional.empty();
        }
        Method method = first;
        return Optional.of(new FoundMethod(
                method,
                declarations.stream()
                        .filter(each -> !each.equals(method) && isOverridable(each, method))
                        .toList()));
    }

    private static boolean isMoreSpecificInterface(Method candidate, Method known) {
        return known.getDeclaringClass().isInterface()
                && known.getDeclaringClass().isAssignableFrom(candidate.getDeclaringClass());
    }

    /** A package-private method is overridden only inside its package (Java Language Specification, 8.4.8.1). */
    private static boolean isOverridable(Method overridden, Method by) {
        return (overridden.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0
                || overridden
                        .getDeclaringClass()
                        .getPackageName()
                        .equals(by.getDeclaringClass().getPackageName());
    }

    private void requireUnmarked(Method method, boolean ofObject) {
        if (FoundMethod.isOfLifecycle(method) || method.isAnnotationPresent(HubMethod.class)) {
            throw new HubDefinitionException(
                    hubClass,
                    Methods.describe(method) + " is annotated as a method of the hub; such a method must "
                            + (ofObject ? "not be one of Object" : "be public and not static"));
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

    /** Identifies a method; type variables of superclasses are replaced by their actual types. */
    private record Signature(String name, List<Class<?>> parameters) {}
}
