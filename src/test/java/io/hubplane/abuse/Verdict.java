package io.hubplane.abuse;

import io.hubplane.abuse.Latencies.Need;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How healthy clients fared during an attack, beside how they fared before and after it.
 *
 * @param before their waits before the attack
 * @param during their waits while it went on
 * @param after their waits when nothing of it was left
 */
record Verdict(Latencies before, Latencies during, Latencies after) {
    /** How many times as long as in quiet times one in a hundred waits may be. */
    private static final double FACTOR = 2;

    /**
     * What does not count as long, in milliseconds: a busy machine and a collection of garbage do as much. What attacks
     * can achieve where a limit is missing is seconds.
     */
    static final double NOISE = 50;

    /** Which needs were served worse than they may be; empty if none. */
    List<String> complaints() {
        return Arrays.stream(Need.values())
                .filter(need -> during.p99Millis(need) > allowed(need))
                .map(need -> String.format(
                        Locale.ROOT,
                        "%s: p99 %.1f ms, in quiet times %.1f ms",
                        need,
                        during.p99Millis(need),
                        quiet(need)))
                .toList();
    }

    /** The p99 of quiet times, in milliseconds. */
    double quiet(Need need) {
        return Math.max(before.p99Millis(need), after.p99Millis(need));
    }

    private double allowed(Need need) {
        return Math.max(FACTOR * quiet(need), NOISE);
    }
}
