package io.hubplane.lifetime.handover;

import io.hubplane.backplane.Scope;
import java.util.HashMap;
import java.util.Map;

/**
 * Which message of each node came last in each scope. Messages without a stamp are not noted. Positions of one node in
 * one scope only grow ({@link io.hubplane.backplane.BackplaneStamp}). Safe for any thread.
 */
final class SeenPositions {
    private final Map<Scope, Map<String, Long>> last = new HashMap<>();

    SeenPositions() {}

    /** Notes a message. */
    synchronized void note(Scope scope, String origin, long position) {
        last.computeIfAbsent(scope, key -> new HashMap<>(4))
                .merge(origin, position, (one, other) -> isAfter(one, other) ? one : other);
    }

    /** The last position of each node in a scope, as far as one has come. */
    synchronized Map<String, Long> in(Scope scope) {
        return Map.copyOf(last.getOrDefault(scope, Map.of()));
    }

    synchronized void clear() {
        last.clear();
    }

    /** Whether one position comes after another; by their difference, since they may overflow. */
    static boolean isAfter(long one, long other) {
        return one - other > 0;
    }
}
