package io.hubplane.connection;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has been asked and has not answered. Its lock keeps a question from slipping in behind the
 * connection's end, which would leave it without an answer for ever. Safe for any thread.
 */
final class AwaitedResults {
    private @Nullable Map<String, AwaitedResult> results;
    private boolean ended;

    /** Adds a question; false if the connection has ended, or the id is in use. */
    synchronized boolean add(AwaitedResult result) {
        if (ended) {
            return false;
        }
        if (results == null) {
            results = new HashMap<>(4);
        }
        return results.putIfAbsent(result.id(), result) == null;
    }

    /** Takes a question out; null if it is not open. */
    synchronized @Nullable AwaitedResult remove(String id) {
        if (results == null) {
            return null;
        }
        AwaitedResult removed = results.remove(id);
        if (results.isEmpty()) {
            results = null;
        }
        return removed;
    }

    /** The connection has ended: no more questions; those open are the caller's to end. */
    synchronized Collection<AwaitedResult> end() {
        ended = true;
        Collection<AwaitedResult> open = results == null ? List.of() : results.values();
        results = null;
        return open;
    }

    synchronized int size() {
        return results == null ? 0 : results.size();
    }
}
