package io.hubplane.dispatch;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** Checks the names and ids an application passes; the texts name the parameter. */
final class Names {
    private Names() {}

    static String nonNull(String parameter, String name) {
        return Objects.requireNonNull(name, () -> parameter + " is null");
    }

    static String nonEmpty(String parameter, String name) {
        if (nonNull(parameter, name).isEmpty()) {
            throw new IllegalArgumentException(parameter + " is empty, must have at least 1 character");
        }
        return name;
    }

    /** A copy without duplicates, in order. */
    static Set<String> copy(String parameter, Collection<String> names) {
        Objects.requireNonNull(names, () -> parameter + " is null");
        Set<String> copy = new LinkedHashSet<>();
        for (String name : names) {
            copy.add(nonNull("An element of " + parameter, name));
        }
        return copy;
    }
}
