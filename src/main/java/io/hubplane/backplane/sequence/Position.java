package io.hubplane.backplane.sequence;

/**
 * A message's number among its node's messages to the channel, as in the stamp: the run of the channel's counter in the
 * upper 36 bits, the number within the run, from 1, in the lower 28.
 *
 * <p>A counter that was forgotten begins a run that the node has never used. So positions only grow, a position lower
 * than an earlier one is late, and a receiver can distinguish a new run from a gap. Positions are compared by their
 * difference, so it does not matter that runs begin again at 0 after 2^36.
 */
final class Position {
    private static final int NUMBER_BITS = 28;

    /** The last number of a run. */
    static final long LAST_NUMBER = (1L << NUMBER_BITS) - 1;

    private Position() {}

    static long of(long run, long number) {
        return run << NUMBER_BITS | number;
    }

    /** The number within the run, from 1; 0 before the first. */
    static long number(long position) {
        return position & LAST_NUMBER;
    }

    static boolean sameRun(long one, long other) {
        return (one ^ other) >>> NUMBER_BITS == 0;
    }

    static boolean isAfter(long one, long other) {
        return one - other > 0;
    }
}
