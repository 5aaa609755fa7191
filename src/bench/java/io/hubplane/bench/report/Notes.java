package io.hubplane.bench.report;

import io.hubplane.bench.scenario.Measurement;
import io.hubplane.bench.scenario.Metric;
import java.util.List;

/**
 * What a reader should know about the runs of a scenario.
 *
 * @param scenario its name
 * @param runs all runs
 */
record Notes(String scenario, Runs runs) {
    /** From here on, in percent of a core, the load generator may be what limits a run. */
    private static final double BUSY = 90;

    /** A list in Markdown; empty if there is nothing to say. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (String contestant : runs.contestants(scenario)) {
            List<Measurement> all = runs.of(contestant, scenario);
            all.stream()
                    .filter(run -> !run.isValid())
                    .forEach(run -> text.append("- Void, ")
                            .append(contestant)
                            .append(", ")
                            .append(scenario)
                            .append(": ")
                            .append(run.fault())
                            .append(".\n"));
            runs.spread(contestant, scenario, Metric.GENERATOR)
                    .filter(spread -> spread.median() >= BUSY)
                    .ifPresent(spread -> text.append("- The load generator had ")
                            .append(Metric.GENERATOR.format(spread.median()))
                            .append(" % of a core with ")
                            .append(contestant)
                            .append(" (")
                            .append(scenario)
                            .append("), which may be faster than this shows.\n"));
        }
        return text.toString();
    }
}
