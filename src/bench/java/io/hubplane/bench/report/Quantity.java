package io.hubplane.bench.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a target is about: one median, or two of them related to each other.
 *
 * @param figures the medians
 * @param relation makes the value of them
 * @param unit the unit of the value
 */
record Quantity(List<Figure> figures, ToDoubleFunction<double[]> relation, String unit) {
    /** How many times the second the first is. */
    static Quantity ratio(Figure first, Figure second) {
        return new Quantity(List.of(first, second), values -> values[0] / values[1], "×");
    }

    /** By how much the first is above the second, in another unit than theirs: a number of theirs make one of it. */
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
