package io.hubplane.cluster;

import java.util.concurrent.TimeUnit;

/**
 * Counts the time during which this node could hear others: between two ticks it must have heard its own sign of life.
 * Time during which the carrier was away, or this node was stopped, does not count, so nobody is judged by it. Only this
 * machine's own clock is used. Not thread safe; {@link NodeRegistry} guards it.
 */
final class HearingClock {
    /** If ticks are further apart, this node was stopped: there is one each second. */
    private static final long LONGEST_STEP = TimeUnit.MILLISECONDS.toNanos(2500);

    private long lastTick;
    private long heard;
    private boolean echoed;
    private boolean hearing;
    /** What {@link #heard} was when this node began to hear again. */
    private long since;

    HearingClock(long now) {
        this.lastTick = now;
    }

    /** This node has heard its own sign of life. */
    void echo() {
        echoed = true;
    }

    /**
     * A second is over.
     *
     * @return whether this node hears now, and did not before
     */
    boolean tick(long now) {
        long step = now - lastTick;
        lastTick = now;
        boolean before = hearing;
        hearing = echoed && step <= LONGEST_STEP;
        echoed = false;
        if (hearing) {
            since = before ? since : heard;
            heard += step;
        }
        return hearing && !before;
    }

    /** Whether this node had heard before it began to hear as it does now. */
    boolean hearsAgain() {
        return hearing && since > 0;
    }

    /** Whether this node heard itself in the last second. */
    boolean isHearing() {
        return hearing;
    }

    /** For how long this node has heard without an interruption, in nanoseconds; 0 if it does not. */
    long uninterrupted() {
        return hearing ? heard - since : 0;
    }

    /** For how long this node has heard in total, in nanoseconds; between ticks as if it hears. */
    long at(long now) {
        return heard + (hearing ? Math.max(0, Math.min(now - lastTick, LONGEST_STEP)) : 0);
    }
}
