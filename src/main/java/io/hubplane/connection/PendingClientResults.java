package io.hubplane.connection;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has been asked and has not answered. Its lock keeps a question from slipping in behind the
 * connection's end, which would leave it without an answer for ever. Safe for any thread.
 */
public final class PendingClientResults {
    /** How many questions a client may have unanswered: more than a hub asks of one that answers. */
    public static final int MOST = 256;

    /** What becomes of a question. */
    public enum Outcome {
        TAKEN,
        /** The connection has ended, or the id is in use. */
        UNKNOWN,
        /** The client has left too many unanswered. */
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

    /** Makes room by the oldest question of another node, which may have given up without a word, and else does so later. */
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

    /** Takes a question out; null if it is not open. */
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

    /** The connection has ended: no more questions; those open are the caller's to end. */
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
