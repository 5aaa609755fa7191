package io.hubplane.transport;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Calls public methods without parameters on objects of the server. Safe for any thread. */
final class ServerMethods {
    /** Stays small: it has only the classes of a server's requests and connections. */
    private static final Map<Name, Optional<Method>> FOUND = new ConcurrentHashMap<>();

    private ServerMethods() {}

    static boolean has(Object object, String method) {
        return find(object, method).isPresent();
    }

    static @Nullable Object call(Object object, String method) throws ReflectiveOperationException {
        return find(object, method)
                .orElseThrow(() -> new NoSuchMethodException(object.getClass() + "." + method))
                .invoke(object);
    }

    /** Calls one method after another, each on the result of the method before. */
    static @Nullable Object follow(Object start, List<String> path) throws ReflectiveOperationException {
        Object current = start;
        for (String method : path) {
            current = current == null ? null : call(current, method);
        }
        return current;
    }

    private static Optional<Method> find(Object object, String method) {
        return FOUND.computeIfAbsent(new Name(object.getClass(), method), ServerMethods::look);
    }

    private static Optional<Method> look(Name name) {
        try {
            return Optional.of(name.owner().getMethod(name.method()));
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    private record Name(Class<?> owner, String method) {}
}
