package io.hubplane.bench.report;

import java.util.Collection;
import java.util.Optional;

/**
 * One figure over the repeats of a run.
 *
 * @param median the middle value, or the mean of the two middle values
 * @param least the smallest value
 * @param most the greatest value
 */
record Spread(double median, double least, double most) {
    /**
     * The spread of some values.
     *
     * @param values the values
     * @return empty if there are no values
     */
    static Optional<Spread> of(Collection<Double> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return Optional.of(new Spread(median, sorted[0], sorted[sorted.length - 1]));
    }
}
