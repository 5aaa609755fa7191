package io.hubplane.delivery;

import io.hubplane.hub.HubException;
import io.hubplane.lifetime.Delivery;
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
    /** Longer than any sensible name, in UTF-16 characters. */
    private static final int LONGEST_GROUP = 512;

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

    /**
     * The name of a group. Often a client has chosen it, so the client is told what is wrong.
     *
     * @param delivery is told about a refused name
     * @throws HubException if the name is empty or too long
     */
    static String group(String name, Delivery delivery) {
        int length = nonNull("group", name).length();
        if (length == 0 || length > LONGEST_GROUP) {
            delivery.limitReached("group-name-length");
        }
        if (length == 0) {
            throw new HubException("The name of a group is empty; it must have 1 to " + LONGEST_GROUP + " characters.");
        }
        if (length > LONGEST_GROUP) {
            throw new HubException(
                    "The name of a group has " + length + " characters; it must have 1 to " + LONGEST_GROUP + ".");
        }
        return name;
    }

    /** A copy of the names of groups without duplicates, in order. */
    static Set<String> groups(Collection<String> names, Delivery delivery) {
        Set<String> groups = copy("groups", names);
        groups.forEach(name -> group(name, delivery));
        return groups;
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
