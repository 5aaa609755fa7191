package io.hubplane.transport;

import java.time.Duration;

/** Checks the values of options, for this package and those above it. Safe for any thread. */
public final class OptionRanges {
    private OptionRanges() {}

    /**
     * Refuses a time that is not positive.
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
     * Refuses a time that is negative or too long.
     *
     * @param name the option's name
     * @param value the time
     * @param most the longest allowed time
     * @throws IllegalArgumentException if it is
     */
    public static void requireUpTo(String name, Duration value, Duration most) {
        if (value.isNegative() || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " is " + value + ", must be from 0 to " + most);
        }
    }

    /**
     * Refuses a number that is too small.
     *
     * @param name the option's name
     * @param value the number
     * @param least the smallest allowed value
     * @throws IllegalArgumentException if the number is smaller
     */
    public static void requireAtLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", must be at least " + least);
        }
    }
}
