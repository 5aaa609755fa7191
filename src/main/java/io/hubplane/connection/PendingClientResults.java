package io.hubplane.connection;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The questions to one connection that it has not answered. The lock prevents that a question is added after the
 * connection's end, which would leave it without an outcome. Safe for any thread.
 */
public final class PendingClientResults {
    /** How many questions a client may leave unanswered; a hub asks fewer of a client that answers. */
    public static final int MOST = 256;

    /** The outcome of adding a question. */
    public enum Outcome {
        TAKEN,
        /** The connection has ended, or the id is in use. */
        UNKNOWN,
        /** The client has too many unanswered questions. */
        TOO_MANY
    }

    private @Nullable Map<String, ClientResultCallback> results;
    private boolean ended;

    /** Adds a question. */
    public synchronized Outcome add(ClientResultCallback result) {
        if (ended) {
            return Outcome.UNKNOWN;
        }
        if (results == null) {
            results = new LinkedHashMap<>(4);
        }
        if (results.size() >= MOST && !dropForwarded(results)) {
            return Outcome.TOO_MANY;
        }
        return results.putIfAbsent(result.id(), result) == null ? Outcome.TAKEN : Outcome.UNKNOWN;
    }

    /**
     * Drops the oldest question of another node, which may have given up silently, or will do so after its time-out.
     */
    private static boolean dropForwarded(Map<String, ClientResultCallback> from) {
        Iterator<ClientResultCallback> oldest = from.values().iterator();
        while (oldest.hasNext()) {
            if (oldest.next().isForwarded()) {
                oldest.remove();
                return true;
            }
        }
        return false;
    }

    /** Removes a question; null if it is not open. */
    public synchronized @Nullable ClientResultCallback remove(String id) {
        if (results == null) {
            return null;
        }
        ClientResultCallback removed = results.remove(id);
        if (results.isEmpty()) {
            results = null;
        }
        return removed;
    }

    /** The connection has ended: accepts no more questions, and returns the open ones for the caller to end. */
    public synchronized Collection<ClientResultCallback> end() {
        ended = true;
        Collection<ClientResultCallback> open = results == null ? List.of() : results.values();
        results = null;
        return open;
    }

    /** How many questions are open. */
    public synchronized int size() {
        return results == null ? 0 : results.size();
    }
}
