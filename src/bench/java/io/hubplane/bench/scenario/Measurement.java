package io.hubplane.bench.scenario;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The results of one run.
 *
 * @param contestant what was measured
 * @param scenario what happened
 * @param figures what was measured
 * @param fault what was lost, doubled or out of order; if not empty, the run is void
 * @param growth the run's place among those that differ from it in one size only; null if it belongs to no series
 */
public record Measurement(
        String contestant,
        String scenario,
        Map<Metric, Double> figures,
        String fault,
        @Nullable Growth growth) {
    public Measurement {
        figures = Collections.unmodifiableMap(new EnumMap<>(figures));
    }

    /**
     * The results of a run that belongs to no series.
     *
     * @param contestant what was measured
     * @param scenario what happened
     * @param figures what was measured
     * @param fault what was lost, doubled or out of order
     */
    public Measurement(String contestant, String scenario, Map<Metric, Double> figures, String fault) {
        this(contestant, scenario, figures, fault, null);
    }

    /**
     * A run that has failed.
     *
     * @param stage the nodes
     * @param scenario what happened
     * @param fault the reason
     * @return the measurement
     */
    public static Measurement failed(Stage stage, Scenario scenario, String fault) {
        return new Measurement(stage.contestant().name(), scenario.name(), new EnumMap<>(Metric.class), fault);
    }

    /** Whether the run counts. */
    public boolean isValid() {
        return fault.isEmpty();
    }

    @Override
    public String toString() {
        String all = figures.entrySet().stream()
                .map(figure -> figure.getKey().format(figure.getValue()) + " "
                        + figure.getKey().title())
                .collect(Collectors.joining("; "));
        return scenario + " | " + contestant + " | " + (isValid() ? all : "void: " + fault + "; " + all);
    }
}
