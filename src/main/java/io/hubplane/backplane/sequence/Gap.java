package io.hubplane.backplane.sequence;

import io.hubplane.backplane.BackplaneResends.Range;
import java.util.concurrent.TimeUnit;

/** Messages that are missing on a channel and are asked for. Guarded by {@link Recovery}. */
final class Gap {
    /** About how many bytes of memory one takes. */
    static final long BYTES = 128;

    final String channel;
    /** Where the messages go when they come. */
    final HeldMessages before;
    /** The position after the last of them. */
    private final long end;

    private final long youngerMillis;
    /** The position before the first that has not come. */
    private long after;
    /** How many of the last run have not come. */
    private long missing;
    /** How many of earlier runs have not come, as far as is known. */
    private long missingBefore;
    /** How many have come. */
    private long found;
    /** Until when they are awaited, by the clock of {@link Recoveries}; 0 until they have been asked for. */
    private long deadline;

    Gap(String channel, Missed missed, HeldMessages before) {
        this.channel = channel;
        this.before = before;
        this.end = missed.before();
        this.after = missed.after();
        long run = Position.number(end) - 1 - (Position.sameRun(after, end) ? Position.number(after) : 0);
        this.missing = Math.min(missed.count(), run);
        this.missingBefore = missed.count() - missing;
        this.youngerMillis = TimeUnit.NANOSECONDS.toMillis(missed.youngerNanos());
    }

    /** What to ask for. */
    Range asked(long until) {
        if (deadline == 0) {
            deadline = until;
        }
        return new Range(channel, after, end, youngerMillis);
    }

    /** Takes the next message, unless it is another one or has come already. */
    boolean takes(long position) {
        boolean taken = Position.isAfter(position, after) && Position.isAfter(end, position);
        if (taken) {
            after = position;
            found++;
            if (!Position.sameRun(position, end)) {
                missingBefore = 0;
            } else if (missing > 0) {
                missing--;
            }
        }
        return taken;
    }

    /** Whether nothing more can come. */
    boolean isComplete() {
        return after == end - 1;
    }

    boolean isLate(long clock) {
        return deadline != 0 && clock - deadline >= 0;
    }

    long missing() {
        return missing + missingBefore;
    }

    long found() {
        return found;
    }
}
