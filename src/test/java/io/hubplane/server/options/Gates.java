package io.hubplane.server.options;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Gates that calls wait for and tests open, and counts, by name; the same for all hubs. Safe for any thread. */
@ApplicationScoped
public class Gates {
    private final Map<String, CompletableFuture<Void>> gates = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    /** A gate, which is shut at first. */
    CompletableFuture<Void> gate(String name) {
        return gates.computeIfAbsent(name, key -> new CompletableFuture<>());
    }

    /** A count, 0 at first. */
    AtomicInteger count(String name) {
        return counts.computeIfAbsent(name, key -> new AtomicInteger());
    }
}
