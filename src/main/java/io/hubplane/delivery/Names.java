package io.hubplane.delivery;

import io.hubplane.protocol.HubMessage;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the names, ids and arguments that an application passes. The error texts name the parameter. */
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

    /** The call of a client method. */
    static HubMessage.Invocation invocation(String method, @Nullable Object[] arguments) {
        // send("method", null) compiles, but passes null instead of an array.
        Objects.requireNonNull(
                arguments, "arguments is null; to pass a single null, write send(method, (Object) null)");
        if (nonNull("method", method).isBlank()) {
            throw new IllegalArgumentException("method is blank, must be the name of a client method");
        }
        return new HubMessage.Invocation(Map.of(), null, method, DeclaredArguments.received(arguments), List.of());
    }
}
