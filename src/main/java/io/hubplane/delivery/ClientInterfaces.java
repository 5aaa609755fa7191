package io.hubplane.delivery;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the client interfaces that are in use, so that each is read only once. Safe for any thread. */
public final class ClientInterfaces {
    private final Map<Class<?>, ClientInterface<?>> known = new ConcurrentHashMap<>();

    /**
     * Checks that a type can be a client interface.
     *
     * @param type the type
     * @throws IllegalArgumentException if it cannot; the message says why
     */
    public static void check(Class<?> type) {
        ClientInterface<?> unused = new ClientInterface<>(type);
    }

    @SuppressWarnings("unchecked") // the key of each entry is its class
    <T> ClientInterface<T> of(Class<T> type) {
        return (ClientInterface<T>) known.computeIfAbsent(type, ClientInterface::new);
    }
}
