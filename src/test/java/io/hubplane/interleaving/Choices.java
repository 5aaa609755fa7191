package io.hubplane.interleaving;

import java.util.Arrays;

/** The decisions of one run and of the next: a depth-first search that repeats runs. Used by one thread at a time. */
final class Choices {
    private int[] taken = new int[256];
    private int[] options = new int[256];
    private int known;
    private int depth;

    /**
     * Chooses one of {@code count} options, at least 1; repeats the choices of the previous run as long as this run
     * must follow them.
     */
    int next(int count) {
        if (count == 1) {
            return 0;
        }
        if (depth == known) {
            if (known == taken.length) {
                taken = Arrays.copyOf(taken, 2 * known);
                options = Arrays.copyOf(options, 2 * known);
            }
            taken[known] = 0;
            options[known++] = count;
        } else if (options[depth] != count) {
            throw new IllegalStateException("The scenario is not the same each time: decision " + depth + " had "
                    + options[depth] + " options and has " + count);
        }
        return taken[depth++];
    }

    /** The next run follows the same decisions again. */
    void again() {
        depth = 0;
    }

    /** The next run differs in the last decision in which it can; false if there is none left. */
    boolean advance() {
        depth = 0;
        while (known > 0 && taken[known - 1] + 1 == options[known - 1]) {
            known--;
        }
        if (known == 0) {
            return false;
        }
        taken[known - 1]++;
        return true;
    }
}
