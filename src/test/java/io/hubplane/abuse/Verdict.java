package io.hubplane.abuse;

import io.hubplane.abuse.Latencies.Need;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

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
     * What does not count as long, in milliseconds: with other work on its processors a machine of two takes as much. What
     * attacks achieve where a limit is missing is seconds.
     */
    static final double NOISE = 250;

    /** How many threads are woken one after the other before a client has its answer, those of forwards included. */
    private static final int WAKE_UPS = 10;

    /** Which needs were served worse than they may be. */
    Set<Need> neglected() {
        return Arrays.stream(Need.values())
                .filter(need -> during.p99Millis(need) > allowed(need))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Need.class)));
    }

    /** The same with figures; empty if none. */
    List<String> complaints() {
        return neglected().stream()
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
        double machine = Math.max(0, WAKE_UPS * (during.oversleepP99Millis() - quietOversleep()));
        return Math.max(FACTOR * quiet(need), NOISE) + machine;
    }

    /** What the machine took by itself in quiet times, which their waits have in them already. */
    private double quietOversleep() {
        return Math.min(before.oversleepP99Millis(), after.oversleepP99Millis());
    }
}
