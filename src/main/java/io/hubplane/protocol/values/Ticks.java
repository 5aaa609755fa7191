package io.hubplane.protocol.values;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.OptionalLong;

/** Times in .NET's units: ticks of 100 ns. Fractions of a tick are cut off, towards zero. */
public final class Ticks {
    /** How many nanoseconds a tick lasts. */
    static final int NANOS = 100;

    /** How many ticks make a second. */
    static final long PER_SECOND = 10_000_000;

    private Ticks() {}

    /** A duration in ticks; empty if their number has more than 64 bits, which takes 29,227 years. */
    public static OptionalLong of(Duration duration) {
        try {
            Duration size = duration.abs();
            long ticks =
                    Math.addExact(Math.multiplyExact(size.getSeconds(), PER_SECOND), (long) (size.getNano() / NANOS));
            return OptionalLong.of(duration.isNegative() ? -ticks : ticks);
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /** A duration of that many ticks. */
    public static Duration duration(long ticks) {
        return Duration.ofSeconds(Math.floorDiv(ticks, PER_SECOND), Math.floorMod(ticks, PER_SECOND) * NANOS);
    }

    /** A time of day in ticks since midnight, 0 to 863,999,999,999. */
    public static long of(LocalTime time) {
        return time.toNanoOfDay() / NANOS;
    }

    /**
     * The time of day that many ticks after midnight.
     *
     * @param ticks their number
     * @return the time
     * @throws DateTimeException if that is on another day
     * @throws ArithmeticException if there are far too many ticks
     */
    public static LocalTime time(long ticks) {
        return LocalTime.ofNanoOfDay(Math.multiplyExact(ticks, (long) NANOS));
    }
}
