package io.hubplane.backplane.redis;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Notices what is missing between the messages each node published to one channel. What came before the first message
 * of a node, or after {@link #IDLE} of silence, is not known to be missing. Not thread safe.
 */
final class ReceivedSequences {
    static final long IDLE = TimeUnit.MINUTES.toNanos(5);

    private final Map<String, Last> lastByOrigin = new HashMap<>(4);

    /** Notes a message; returns how many of that node are missing before it. */
    long missingBefore(String origin, long sequence, long now) {
        Last last = lastByOrigin.get(origin);
        if (last == null) {
            last = new Last();
            lastByOrigin.put(origin, last);
        } else if (now - last.at <= IDLE && sequence > last.sequence + 1) {
            long missing = sequence - last.sequence - 1;
            last.sequence = sequence;
            last.at = now;
            return missing;
        }
        // Also when the number is lower than expected: the node has dropped its counter and begun anew.
        last.sequence = sequence;
        last.at = now;
        return 0;
    }

    void forget() {
        lastByOrigin.clear();
    }

    void dropIdle(long now) {
        lastByOrigin.values().removeIf(last -> now - last.at > IDLE);
    }

    private static final class Last {
        private long sequence;
        private long at;
    }
}
