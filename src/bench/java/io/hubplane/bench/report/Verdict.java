package io.hubplane.bench.report;

/**
 * The result of a target.
 *
 * @param outcome the outcome
 * @param words the result as text, with the figures
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
