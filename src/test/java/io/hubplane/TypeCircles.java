package io.hubplane;

import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Finds the top-level types that depend on each other, directly or through others. */
final class TypeCircles {
    private final Map<String, Set<String>> dependencies = new TreeMap<>();

    /**
     * Looks at types, and at no others that these depend on.
     *
     * @param types the types
     * @param name names the top-level type that a type belongs to
     */
    TypeCircles(JavaClasses types, Function<JavaClass, String> name) {
        for (JavaClass type : types) {
            Set<String> targets = dependencies.computeIfAbsent(name.apply(type), from -> new TreeSet<>());
            for (Dependency edge : type.getDirectDependenciesFromSelf()) {
                JavaClass target = edge.getTargetClass().getBaseComponentType();
                if (types.contain(target.getName())) {
                    targets.add(name.apply(target));
                }
            }
        }
        dependencies.forEach((from, targets) -> targets.remove(from));
    }

    /** All circles, each as large as it can be. */
    Set<Set<String>> all() {
        Map<String, Set<String>> reached = new TreeMap<>();
        dependencies.keySet().forEach(type -> reached.put(type, reachedFrom(type)));
        Set<Set<String>> circles = new HashSet<>();
        reached.forEach((type, others) -> {
            if (others.contains(type)) {
                circles.add(others.stream()
                        .filter(other -> reached.getOrDefault(other, Set.of()).contains(type))
                        .collect(toCollection(TreeSet::new)));
            }
        });
        return circles;
    }

    private Set<String> reachedFrom(String type) {
        Set<String> reached = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(type));
        while (!open.isEmpty()) {
            for (String target : dependencies.getOrDefault(open.remove(), Set.of())) {
                if (reached.add(target)) {
                    open.add(target);
                }
            }
        }
        return reached;
    }
}
