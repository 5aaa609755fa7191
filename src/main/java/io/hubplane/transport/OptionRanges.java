package io.hubplane.connection.outbound;

import java.time.Duration;

/** What options may be. */
public final class OptionRanges {
    private OptionRanges() {}

    /** Refuses a time that is not longer than 0. */
    public static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " is " + value + ", must be longer than 0");
        }
    }

    /** Refuses a number that is too small. */
    public static void requireAtLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", must be at least " + least);
        }
    }
}
