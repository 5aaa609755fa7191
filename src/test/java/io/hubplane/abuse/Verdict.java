package io.hubplane.abuse;

import io.hubplane.abuse.Latencies.Need;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How healthy clients fared during an attack, beside how they fared before and after it.
 *
 * @param before their waits before the attack
 * @param beside their waits while others on the same machine were attacked in the same way, if that was tried
 * @param during their waits while it went on
 * @param after their waits when nothing of it was left
 */
record Verdict(Latencies before, Optional<Latencies> beside, Latencies during, Latencies after) {
    /** How many times as long as in quiet times, or while others were attacked, one in a hundred waits may be. */
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
                        "%s: p99 %.1f ms, in quiet times %.1f ms, while others were attacked %.1f ms",
                        need,
                        during.p99Millis(need),
                        quiet(need),
                        beside(need)))
                .toList();
    }

    /** The p99 of quiet times, in milliseconds. */
    double quiet(Need need) {
        return Math.max(before.p99Millis(need), after.p99Millis(need));
    }

    /** The p99 while others were attacked, in milliseconds; 0 if that was not tried. */
    double beside(Need need) {
        return beside.map(waits -> waits.p99Millis(need)).orElse(0.0);
    }

    private double allowed(Need need) {
        double machine = Math.max(0, WAKE_UPS * (during.oversleepP99Millis() - oversleepOtherwise()));
        return Math.max(FACTOR * Math.max(quiet(need), beside(need)), NOISE) + machine;
    }

    /** What the machine took by itself at the other times, whose waits have it in them already. */
    private double oversleepOtherwise() {
        return beside.map(Latencies::oversleepP99Millis)
                .orElseGet(() -> Math.min(before.oversleepP99Millis(), after.oversleepP99Millis()));
    }
}
