package io.hubplane.abuse;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** How long healthy clients waited for what they need, from the time at which it was due, in nanoseconds. */
final class Latencies {
    private static final double NANOS_PER_MILLI = 1e6;

    private final Map<Need, long[]> sorted = new EnumMap<>(Need.class);
    private final long[] oversleeps;

    private Latencies(long[] oversleeps) {
        this.oversleeps = oversleeps;
    }

    /** What a healthy client needs. */
    enum Need {
        CALL("calls"),
        MESSAGE("messages between nodes"),
        POLL("calls by polls through the other node"),
        ARRIVAL("arrivals");

        private final String words;

        Need(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** One wait. */
    record Wait(Need need, long nanos) {}

    /**
     * Makes the latencies of waits.
     *
     * @param waits the waits, at least one for each need
     * @param oversleeps how much too late a thread that only slept meanwhile was woken, each time, in nanoseconds
     */
    static Latencies of(List<Wait> waits, List<Long> oversleeps) {
        Latencies latencies = new Latencies(
                oversleeps.stream().mapToLong(Long::longValue).sorted().toArray());
        for (Need need : Need.values()) {
            long[] nanos = waits.stream()
                    .filter(wait -> wait.need() == need)
                    .mapToLong(Wait::nanos)
                    .sorted()
                    .toArray();
            if (nanos.length == 0) {
                throw new AssertionError("Nobody has waited for " + need);
            }
            latencies.sorted.put(need, nanos);
        }
        return latencies;
    }

    /** The 99th percentile of the waits. */
    double p99Millis(Need need) {
        return quantile(need, 0.99);
    }

    /** The median of the waits. */
    double medianMillis(Need need) {
        return quantile(need, 0.5);
    }

    /** The 99th percentile of how much too late the sleeping thread was woken, which only the machine causes. */
    double oversleepP99Millis() {
        return quantile(oversleeps, 0.99);
    }

    private double quantile(Need need, double share) {
        return quantile(sorted(need), share);
    }

    private static double quantile(long[] nanos, double share) {
        return nanos[(int) (share * (nanos.length - 1))] / NANOS_PER_MILLI;
    }

    private long[] sorted(Need need) {
        return Objects.requireNonNull(sorted.get(need), "looked for when made");
    }

    @Override
    public String toString() {
        return Arrays.stream(Need.values())
                .map(need -> String.format(
                        Locale.ROOT,
                        "%s %.1f/%.1f ms of %d",
                        need,
                        medianMillis(need),
                        p99Millis(need),
                        sorted(need).length))
                .collect(Collectors.joining(", "));
    }
}
