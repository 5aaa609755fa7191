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
 * How healthy clients were served during an attack, compared with before and after it.
 *
 * @param before their waits before the attack
 * @param beside their waits while another farm on the same machine was attacked in the same way, if that was tried
 * @param during their waits during the attack
 * @param after their waits when it had ended
 */
record Verdict(Latencies before, Optional<Latencies> beside, Latencies during, Latencies after) {
    /**
     * By what factor the p99 of the waits may be longer than in quiet times, or than while another farm was attacked.
     */
    private static final double FACTOR = 2;

    /**
     * Waits up to this do not count as long, in milliseconds: a machine with two processors that has other work makes
     * clients wait that long. Where a limit is missing, an attack makes them wait for seconds.
     */
    static final double NOISE = 250;

    /**
     * How many threads are woken one after the other before a client has its answer, also if its request is forwarded.
     */
    private static final int WAKE_UPS = 10;

    /** The needs that were served worse than allowed. */
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

    /** The p99 while another farm was attacked, in milliseconds; 0 if that was not tried. */
    double beside(Need need) {
        return beside.map(waits -> waits.p99Millis(need)).orElse(0.0);
    }

    private double allowed(Need need) {
        double machine = Math.max(0, WAKE_UPS * (during.oversleepP99Millis() - oversleepOtherwise()));
        return Math.max(FACTOR * Math.max(quiet(need), beside(need)), NOISE) + machine;
    }

    /** How much too late the machine woke threads at the other times; the waits of those times contain it already. */
    private double oversleepOtherwise() {
        return beside.map(Latencies::oversleepP99Millis)
                .orElseGet(() -> Math.min(before.oversleepP99Millis(), after.oversleepP99Millis()));
    }
}
