package io.hubplane.dispatch.model;

import io.hubplane.reflect.TypeResolution;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The methods of a hub by the names that clients call, ignoring case. Immutable after construction. */
final class HubMethodTable {
    private static final Logger LOGGER = System.getLogger(HubMethodTable.class.getName());

    private final Map<String, HubMethodDescriptor> methods = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    HubMethodTable(Class<?> hubClass, List<FoundMethod> candidates, TypeResolution types) {
        for (FoundMethod candidate : candidates) {
            if (candidate.isCallable()) {
                HubMethodDescriptor added = new HubMethodDescriptor(hubClass, candidate, types);
                HubMethodDescriptor present = methods.putIfAbsent(added.name(), added);
                if (present != null) {
                    throw new HubDefinitionException(
                            hubClass,
                            ("%s and %s have the same name '%s' for clients, who know neither overloading nor case:"
                                            + " rename one, or give it another name with @HubMethod")
                                    .formatted(present.bean(), added.bean(), added.name()));
                }
            } else {
                tellWhatIsLeftOut(hubClass, candidate);
            }
        }
    }

    private static void tellWhatIsLeftOut(Class<?> hubClass, FoundMethod left) {
        if (left.othersCall().isEmpty()) {
            left.unknown()
                    .ifPresent(annotation -> LOGGER.log(
                            Level.WARNING,
                            "Hub {0}: clients cannot call {1}, because it is marked @{2} and the container may call it;"
                                    + " to let clients call it, mark it @HubMethod",
                            hubClass.getName(),
                            left,
                            annotation));
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
