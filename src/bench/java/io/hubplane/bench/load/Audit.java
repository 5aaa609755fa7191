package io.hubplane.bench.load;

import java.util.Arrays;

/**
 * Checks that a receiver gets every message of every publisher once and in order. Used by the load generator's thread.
 */
public final class Audit {
    private long[] next = new long[4];
    private long received;
    private long lost;
    private long doubled;

    Audit() {}

    /** Records a message, and returns whether it is the one that was due. */
    boolean received(int publisher, long sequence) {
        if (publisher >= next.length) {
            next = Arrays.copyOf(next, Math.max(publisher + 1, next.length * 2));
        }
        received++;
        long due = next[publisher];
        if (sequence == due) {
            next[publisher] = due + 1;
            return true;
        }
        if (sequence > due) {
            lost += sequence - due;
            next[publisher] = sequence + 1;
        } else {
            doubled++; // or late: both are wrong
        }
        return false;
    }

    /** How many messages came. */
    public long received() {
        return received;
    }

    /** How many messages were missing before a later one came. */
    public long lost() {
        return lost;
    }

    /** How many messages came a second time, or after a later one. */
    public long doubled() {
        return doubled;
    }

    /**
     * The message of a publisher that is due next.
     *
     * @param publisher the publisher
     * @return its sequence number
     */
    public long due(int publisher) {
        return publisher < next.length ? next[publisher] : 0;
    }
}
