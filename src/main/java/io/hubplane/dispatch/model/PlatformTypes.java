package io.hubplane.dispatch.model;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/**
 * Recognizes methods that an application writes only because a type of the platform requires them, such as
 * {@code close()} of an {@code AutoCloseable} or {@code sessionDestroyed} of a listener.
 */
final class PlatformTypes {
    /** Prefixes of packages whose types are called by the Java or Jakarta platform, by a language, or by Hubplane. */
    private static final List<String> PACKAGES = List.of(
            "java.",
            "javax.",
            "jakarta.",
            "org.eclipse.microprofile.",
            "groovy.lang.",
            "kotlin.",
            "scala.",
            "io.hubplane.hub.",
            "io.hubplane.observe.",
            "io.hubplane.backplane.");

    private PlatformTypes() {}

    /** Whether the type that declares a method does not belong to the application. */
    static boolean declare(Method method) {
        String owner = method.getDeclaringClass().getName();
        return PACKAGES.stream().anyMatch(owner::startsWith);
    }

    /** Whether a method only reads a component of its record. */
    static boolean isAccessor(Method method) {
        RecordComponent[] components = method.getDeclaringClass().getRecordComponents();
        return components != null
                && Arrays.stream(components).map(RecordComponent::getAccessor).anyMatch(method::equals);
    }
}
