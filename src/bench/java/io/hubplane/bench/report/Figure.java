package io.hubplane.bench.report;

import io.hubplane.bench.scenario.Measurement;
import io.hubplane.bench.scenario.Metric;
import java.util.OptionalDouble;

/**
 * One median among all.
 *
 * @param contestant whose; {@value #SERVER} stands for the name of a Jakarta EE server
 * @param scenario in what
 * @param metric of what
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

    /** Whether there are runs of it, and not one that counts. */
    boolean isVoid(Runs runs) {
        return !runs.of(contestant, scenario).isEmpty()
                && runs.of(contestant, scenario).stream().noneMatch(Measurement::isValid);
    }
}
