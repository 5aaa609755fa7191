package io.hubplane.bench.report;

import io.hubplane.bench.scenario.Measurement;
import io.hubplane.bench.scenario.Metric;
import java.util.OptionalDouble;

/**
 * Names one median.
 *
 * @param contestant the contestant; {@value #SERVER} stands for the name of a Jakarta EE server
 * @param scenario the scenario
 * @param metric the metric
 */
record Figure(String contestant, String scenario, Metric metric) {
    static final String SERVER = "<server>";

    /** This figure on one of the servers. */
    Figure on(String server) {
        return new Figure(contestant.replace(SERVER, server), scenario, metric);
    }

    OptionalDouble value(Runs runs) {
        return runs.spread(contestant, scenario, metric)
                .map(spread -> OptionalDouble.of(spread.median()))
                .orElse(OptionalDouble.empty());
    }

    /** Whether there are runs of it, but no valid one. */
    boolean isVoid(Runs runs) {
        return !runs.of(contestant, scenario).isEmpty()
                && runs.of(contestant, scenario).stream().noneMatch(Measurement::isValid);
    }
}
