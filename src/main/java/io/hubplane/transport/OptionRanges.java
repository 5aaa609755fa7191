package io.hubplane.transport;

import java.time.Duration;

/** What options may be, for all whose options stand here or above. Safe for any thread. */
public final class OptionRanges {
    private OptionRanges() {}

    /**
     * Refuses a time that is not longer than 0.
     *
     * @param name the option's name
     * @param value the time
     * @throws IllegalArgumentException if it is 0 or negative
     */
    public static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " is " + value + ", must be longer than 0");
        }
    }

    /**
     * Refuses a number that is too small.
     *
     * @param name the option's name
     * @param value the number
     * @param least what is allowed at the least
     * @throws IllegalArgumentException if it is less
     */
    public static void requireAtLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", must be at least " + least);
        }
    }
}
