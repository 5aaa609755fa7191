package io.hubplane.bench.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A target of Hubplane.
 *
 * @param title its title
 * @param quantity the quantity that is compared with the limit
 * @param bound the side of the limit on which the quantity has to be
 * @param limit the limit
 */
record Target(String title, Quantity quantity, Bound bound, double limit) {
    /** The smallest difference that a printed value shows. */
    private static final double SHOWN = 0.01;

    /** The limit in words. */
    String wanted() {
        return bound.words() + " " + Numbers.plain(limit) + " " + quantity.unit();
    }

    /** The result on a server. */
    Verdict on(String server, Runs runs) {
        List<Figure> figures = quantity.on(server).figures();
        double[] values = new double[figures.size()];
        for (int i = 0; i < values.length; i++) {
            OptionalDouble value = figures.get(i).value(runs);
            if (value.isEmpty()) {
                boolean isVoid = figures.stream().anyMatch(figure -> figure.isVoid(runs));
                return Verdict.none(isVoid ? "not measured: all runs void" : "not measured");
            }
            values[i] = value.getAsDouble();
        }
        double value = quantity.relation().applyAsDouble(values);
        boolean met = bound.holds(value, limit);
        String words = quantity.format(value) + evidence(figures, values);
        return new Verdict(
                met ? Verdict.Outcome.MET : Verdict.Outcome.MISSED,
                words + (met ? ": met" : ": missed by " + gap(Math.abs(value - limit))));
    }

    private String gap(double gap) {
        return gap < SHOWN / 2 ? "less than " + quantity.format(SHOWN) : quantity.format(gap);
    }

    private static String evidence(List<Figure> figures, double[] values) {
        if (values.length == 1) {
            return "";
        }
        return IntStream.range(0, values.length)
                .mapToObj(i -> figures.get(i).metric().format(values[i]))
                .collect(Collectors.joining(" against ", " (", ")"));
    }
}
