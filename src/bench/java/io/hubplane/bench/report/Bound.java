package io.hubplane.bench.report;

/** The side of a limit on which a value has to be. */
enum Bound {
    /** At the limit or above it. */
    AT_LEAST("at least") {
        @Override
        boolean holds(double value, double limit) {
            return value >= limit;
        }
    },
    /** At the limit or below it. */
    AT_MOST("at most") {
        @Override
        boolean holds(double value, double limit) {
            return value <= limit;
        }
    },
    /** Below the limit. */
    BELOW("below") {
        @Override
        boolean holds(double value, double limit) {
            return value < limit;
        }
    };

    private final String words;

    Bound(String words) {
        this.words = words;
    }

    abstract boolean holds(double value, double limit);

    String words() {
        return words;
    }
}
