package io.hubplane.bench.report;

/**
 * How a target ended.
 *
 * @param outcome how
 * @param words the same for readers, with the figures
 */
record Verdict(Outcome outcome, String words) {
    enum Outcome {
        MET,
        MISSED,
        NOT_MEASURED
    }

    static Verdict none(String words) {
        return new Verdict(Outcome.NOT_MEASURED, words);
    }
}
