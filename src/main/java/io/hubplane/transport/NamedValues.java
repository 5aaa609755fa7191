package io.hubplane.transport;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Values by name, ignoring case; a name may have several values. They are kept in one array to save memory: every
 * connection keeps its request until its end, and seldom reads it. Immutable.
 */
final class NamedValues {
    private static final NamedValues NONE = new NamedValues(new String[0]);

    /** A name in lower case, one of its values, then the next name and value, and so on. */
    private final String[] pairs;

    private NamedValues(String[] pairs) {
        this.pairs = pairs;
    }

    /** Copies values. */
    static NamedValues of(Map<String, List<String>> values) {
        if (values.isEmpty()) {
            return NONE;
        }
        List<String> pairs = new ArrayList<>(2 * values.size());
        values.forEach((name, list) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            list.forEach(value -> pairs.addAll(List.of(lower, value)));
        });
        return new NamedValues(pairs.toArray(String[]::new));
    }

    Optional<String> first(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equalsIgnoreCase(name)) {
                return Optional.of(pairs[i + 1]);
            }
        }
        return Optional.empty();
    }

    /** All values by name, ignoring case; each call makes a new map. */
    Map<String, List<String>> asMap() {
        Map<String, List<String>> result = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < pairs.length; i += 2) {
            result.computeIfAbsent(pairs[i], name -> new ArrayList<>()).add(pairs[i + 1]);
        }
        result.replaceAll((name, list) -> List.copyOf(list));
        return Collections.unmodifiableMap(result);
    }
}
