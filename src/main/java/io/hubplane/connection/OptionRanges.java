package io.hubplane.connection;

import java.time.Duration;

/** What options may be. */
final class OptionRanges {
    private OptionRanges() {}

    static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " is " + value + ", must be longer than 0");
        }
    }

    static void requireAtLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", must be at least " + least);
        }
    }
}
