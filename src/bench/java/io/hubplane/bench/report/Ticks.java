package io.hubplane.bench.report;

import java.util.ArrayList;
import java.util.List;

/** The positions of the lines of an axis. */
final class Ticks {
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};
    private static final int WANTED = 5;

    private Ticks() {}

    /**
     * Round values from 0 on, about {@value #WANTED}, the last one at or above the greatest value.
     *
     * @param greatest the greatest value, above 0
     */
    static List<Double> upTo(double greatest) {
        double raw = greatest / WANTED;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = power;
        for (double candidate : STEPS) {
            step = candidate * power;
            if (step >= raw * 0.999) {
                break;
            }
        }
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; ticks.isEmpty() || ticks.get(ticks.size() - 1) < greatest; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /**
     * Powers of ten, the first one at or below the smallest value, the last one at or above the greatest value.
     *
     * @param least the smallest value, above 0
     * @param greatest the greatest value
     */
    static List<Double> decades(double least, double greatest) {
        List<Double> ticks = new ArrayList<>();
        int power = (int) Math.floor(Math.log10(least));
        do {
            ticks.add(Math.pow(10, power++));
        } while (ticks.get(ticks.size() - 1) < greatest || ticks.size() < 2);
        return ticks;
    }
}
