package io.hubplane.delivery;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers the client interfaces that are in use, each read once. Safe for any thread. */
public final class ClientInterfaces {
    private final Map<Class<?>, ClientInterface<?>> known = new ConcurrentHashMap<>();

    /**
     * Checks that a type may stand for clients.
     *
     * @param type the type
     * @throws IllegalArgumentException if it may not; the message says why
     */
    public static void check(Class<?> type) {
        ClientInterface<?> unused = new ClientInterface<>(type);
    }

    @SuppressWarnings("unchecked") // Each is put under the class it is of.
    <T> ClientInterface<T> of(Class<T> type) {
        return (ClientInterface<T>) known.computeIfAbsent(type, ClientInterface::new);
    }
}
