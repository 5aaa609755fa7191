package io.hubplane.dispatch;

import io.hubplane.reflect.TypeResolution;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The methods of a hub by the names clients call them by, ignoring case. Immutable once made. */
final class HubMethodTable {
    private final Map<String, HubMethodDescriptor> methods = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    HubMethodTable(Class<?> hubClass, List<Method> candidates, TypeResolution types) {
        for (Method candidate : candidates) {
            if (HubMethodScan.isCallable(candidate)) {
                HubMethodDescriptor added = new HubMethodDescriptor(hubClass, candidate, types);
                HubMethodDescriptor present = methods.putIfAbsent(added.name(), added);
                if (present != null) {
                    throw new HubDefinitionException(
                            hubClass,
                            ("%s and %s are both called '%s' by clients; there is no overloading, names must differ in more"
                                            + " than case: rename one, or give it another name by @HubMethod")
                                    .formatted(present.bean(), added.bean(), added.name()));
                }
            }
        }
    }

    @Nullable
    HubMethodDescriptor find(String target) {
        return methods.get(target);
    }

    Collection<HubMethodDescriptor> all() {
        return methods.values();
    }
}
