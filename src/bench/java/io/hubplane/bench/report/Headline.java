package io.hubplane.bench.report;

import static io.hubplane.bench.scenario.Metric.CALLS;
import static io.hubplane.bench.scenario.Metric.COMMANDS_PER_RETURN;
import static io.hubplane.bench.scenario.Metric.CPU_PER_CONNECTION;
import static io.hubplane.bench.scenario.Metric.CPU_PER_RETURN;
import static io.hubplane.bench.scenario.Metric.DELIVERIES;
import static io.hubplane.bench.scenario.Metric.HEALTHY_DELIVERIES;
import static io.hubplane.bench.scenario.Metric.HEALTHY_P99;
import static io.hubplane.bench.scenario.Metric.HEAP_PER_CONNECTION;
import static io.hubplane.bench.scenario.Metric.NODE_CPU;
import static io.hubplane.bench.scenario.Metric.NODE_CPU_PER_CALL;
import static io.hubplane.bench.scenario.Metric.P50;
import static io.hubplane.bench.scenario.Metric.P99;
import static io.hubplane.bench.scenario.Metric.RETURN;
import static io.hubplane.bench.scenario.Metric.RSS_GROWTH;
import static io.hubplane.bench.scenario.Metric.RSS_PER_CONNECTION;
import static io.hubplane.bench.scenario.Metric.UNINTERESTED_CPU;

import io.hubplane.bench.scenario.Calling;
import io.hubplane.bench.scenario.Idle;
import io.hubplane.bench.scenario.Metric;
import io.hubplane.bench.scenario.Publishing;
import io.hubplane.bench.scenario.Scenario;
import io.hubplane.bench.scenario.SlowReaders;
import io.hubplane.bench.scenario.Storm;
import io.hubplane.bench.scenario.Uninterested;
import java.util.EnumSet;
import java.util.Set;

/** The figures of a scenario that matter most: the report shows their spread, and charts of them. */
final class Headline {
    private Headline() {}

    static Set<Metric> of(Scenario scenario) {
        if (scenario instanceof Publishing publishing && publishing.perSecond() > 0) {
            // Here deliveries only show how many were sent.
            return EnumSet.of(P50, P99, NODE_CPU);
        }
        if (scenario instanceof Calling) {
            return EnumSet.of(CALLS, P50, P99, NODE_CPU_PER_CALL);
        }
        if (scenario instanceof Idle) {
            return EnumSet.of(HEAP_PER_CONNECTION, RSS_PER_CONNECTION, CPU_PER_CONNECTION);
        }
        if (scenario instanceof Storm) {
            return EnumSet.of(RETURN, CPU_PER_RETURN, COMMANDS_PER_RETURN);
        }
        if (scenario instanceof SlowReaders) {
            return EnumSet.of(HEALTHY_DELIVERIES, HEALTHY_P99, RSS_GROWTH);
        }
        if (scenario instanceof Uninterested) {
            return EnumSet.of(UNINTERESTED_CPU);
        }
        return EnumSet.of(DELIVERIES, NODE_CPU);
    }
}
