package io.hubplane.bench.report;

import static io.hubplane.bench.report.Examples.growing;
import static io.hubplane.bench.report.Examples.run;
import static io.hubplane.bench.report.Examples.runs;
import static io.hubplane.bench.report.Examples.voidRun;
import static io.hubplane.bench.scenario.Metric.DELIVERIES;
import static io.hubplane.bench.scenario.Metric.NODE_CPU;
import static io.hubplane.bench.scenario.Metric.P50;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class RunsTest {
    @Test
    void spreadLeavesVoidRunsOut() {
        Runs runs =
                runs(run("a", "s", DELIVERIES, 10), voidRun("a", "s", DELIVERIES, 1000), run("a", "s", DELIVERIES, 20));

        assertThat(runs.spread("a", "s", DELIVERIES)).contains(new Spread(15, 10, 20));
    }

    @Test
    void onlyVoidRunsHaveNoSpread() {
        Runs runs = runs(voidRun("a", "s", DELIVERIES, 1000));

        assertThat(runs.spread("a", "s", DELIVERIES)).isEmpty();
        assertThat(runs.contestants("s")).containsExactly("a");
    }

    @Test
    void spreadIsOfOneContestantInOneScenario() {
        Runs runs = runs(
                run("a", "s", DELIVERIES, 10),
                run("b", "s", DELIVERIES, 20),
                run("a", "t", DELIVERIES, 30),
                run("a", "s", P50, 40));

        assertThat(runs.spread("a", "s", DELIVERIES)).contains(new Spread(10, 10, 10));
    }

    @Test
    void valuesThatAreNoNumbersDoNotCount() {
        Runs runs = runs(run("a", "s", DELIVERIES, Double.NaN), run("a", "s", DELIVERIES, Double.POSITIVE_INFINITY));

        assertThat(runs.spread("a", "s", DELIVERIES)).isEmpty();
    }

    @Test
    void orderIsThatOfTheFirstRuns() {
        Runs runs = runs(
                run("b", "t", DELIVERIES, 1),
                run("a", "t", P50, 1),
                run("a", "s", DELIVERIES, 1),
                run("b", "t", DELIVERIES, 1));

        assertThat(runs.scenarios()).containsExactly("t", "s");
        assertThat(runs.contestants("t")).containsExactly("b", "a");
        assertThat(runs.metrics("t")).containsExactly(DELIVERIES, P50);
    }

    @Test
    void seriesHoldsAllSizesInTheirOrder() {
        Runs runs = runs(
                growing("a", "more", 100, NODE_CPU, 1),
                run("a", "s", NODE_CPU, 1),
                growing("a", "more", 50, NODE_CPU, 1),
                growing("a", "others", 75, NODE_CPU, 1));

        assertThat(runs.series("more: 100").orElseThrow())
                .isEqualTo(new Series("more", "clients", new TreeMap<>(Map.of(50, "more: 50", 100, "more: 100"))));
        assertThat(runs.series("s")).isEmpty();
    }
}
