package io.hubplane.bench.report;

import io.hubplane.bench.scenario.Metric;
import io.hubplane.bench.scenario.Publishing;
import io.hubplane.bench.scenario.Scenario;
import java.util.EnumSet;
import java.util.Set;

/** Which figures of a scenario matter most: the report shows their spread, and charts of them. */
final class Headline {
    private Headline() {}

    static Set<Metric> of(Scenario scenario) {
        if (scenario instanceof Publishing publishing && publishing.perSecond() > 0) {
            // Deliveries are as many as were sent.
            return EnumSet.of(Metric.P50, Metric.P99, Metric.NODE_CPU);
        }
        return EnumSet.of(Metric.DELIVERIES, Metric.NODE_CPU);
    }
}
