package io.hubplane.bench.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The quantity of a target: one median, or a relation between two.
 *
 * @param figures the medians
 * @param relation computes the value from them
 * @param unit the unit of the value
 */
record Quantity(List<Figure> figures, ToDoubleFunction<double[]> relation, String unit) {
    /** The first divided by the second. */
    static Quantity ratio(Figure first, Figure second) {
        return new Quantity(List.of(first, second), values -> values[0] / values[1], "×");
    }

    /**
     * The first minus the second, in a larger unit than theirs; {@code number} is how many of their units make one of
     * it.
     */
    static Quantity difference(Figure first, Figure second, String unit, double number) {
        return new Quantity(List.of(first, second), values -> (values[0] - values[1]) / number, unit);
    }

    /** The median itself. */
    static Quantity of(Figure figure, String unit) {
        return new Quantity(List.of(figure), values -> values[0], unit);
    }

    /** This quantity on one of the servers. */
    Quantity on(String server) {
        return new Quantity(figures.stream().map(figure -> figure.on(server)).toList(), relation, unit);
    }

    String format(double value) {
        return Numbers.hundredths(value) + " " + unit;
    }
}
