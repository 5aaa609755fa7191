package io.hubplane.bench.report;

import io.hubplane.bench.scenario.Growth;
import io.hubplane.bench.scenario.Measurement;
import io.hubplane.bench.scenario.Metric;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Invented runs. */
final class Examples {
    static final Circumstances CIRCUMSTANCES = new Circumstances(
            Instant.parse("2026-01-02T03:04:05Z"),
            Map.of("CPU", "Abacus", "Cores", "2"),
            Map.of("Hubplane", "1"),
            Map.of("repeats", "3"));

    private Examples() {}

    static Measurement run(String contestant, String scenario, Metric metric, double value) {
        return new Measurement(contestant, scenario, figures(metric, value), "");
    }

    static Measurement voidRun(String contestant, String scenario, Metric metric, double value) {
        return new Measurement(contestant, scenario, figures(metric, value), "1 missing");
    }

    static Measurement growing(String contestant, String series, int size, Metric metric, double value) {
        Growth growth = new Growth(series, "clients", size);
        return new Measurement(contestant, series + ": " + size, figures(metric, value), "", growth);
    }

    static Runs runs(Measurement... runs) {
        return new Runs(Arrays.asList(runs));
    }

    private static Map<Metric, Double> figures(Metric metric, double value) {
        Map<Metric, Double> figures = new EnumMap<>(Metric.class);
        figures.put(metric, value);
        return figures;
    }
}
