package io.hubplane.delivery;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the client interfaces that are in use, so that each is read only once. Safe for any thread. */
final class ClientInterfaces {
    private final Map<Class<?>, ClientInterface<?>> known = new ConcurrentHashMap<>();

    @SuppressWarnings("unchecked") // the key of each entry is its class
    <T> ClientInterface<T> of(Class<T> type) {
        return (ClientInterface<T>) known.computeIfAbsent(type, ClientInterface::new);
    }
}
