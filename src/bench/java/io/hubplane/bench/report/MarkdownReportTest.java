package io.hubplane.bench.report;

import static io.hubplane.bench.report.Examples.growing;
import static io.hubplane.bench.report.Examples.run;
import static io.hubplane.bench.report.Examples.runs;
import static io.hubplane.bench.report.Examples.voidRun;
import static io.hubplane.bench.scenario.Metric.DELIVERIES;
import static io.hubplane.bench.scenario.Metric.GENERATOR;
import static io.hubplane.bench.scenario.Metric.NODE_CPU;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.bench.scenario.Metric;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MarkdownReportTest {
    private static final Set<Metric> HEADLINE = EnumSet.of(DELIVERIES);

    @Test
    void headlineFiguresHaveTheirSpreadAndOthersTheMedianAlone() {
        Runs runs = runs(
                run("peer", "s", DELIVERIES, 900),
                run("peer", "s", DELIVERIES, 1100),
                run("peer", "s", NODE_CPU, 1),
                run("peer", "s", NODE_CPU, 2));

        assertThat(report(runs, new Charts(runs))).contains("| peer | 1,000 (900 to 1,100) | 1.50 | 4 |");
    }

    @Test
    void voidRunsAreCountedAndNamed() {
        Runs runs = runs(run("hubplane", "s", DELIVERIES, 900), voidRun("hubplane", "s", DELIVERIES, 1100));

        assertThat(report(runs, new Charts(runs)))
                .contains("| **hubplane** | 900 | 1 of 2 |", "- Void, hubplane, s: 1 missing.\n");
    }

    @Test
    void busyLoadGeneratorIsAdmitted() {
        Runs busy = runs(run("peer", "s", GENERATOR, 97));
        Runs calm = runs(run("peer", "s", GENERATOR, 60));

        assertThat(report(busy, new Charts(busy))).contains("had 97 % of a core with peer (s)");
        assertThat(report(calm, new Charts(calm))).doesNotContain("load generator had");
    }

    @Test
    void chartsAreReferredToAndDrawn() {
        Runs runs = runs(run("hubplane", "s <1>", DELIVERIES, 900), run("peer", "s <1>", DELIVERIES, 100));
        Charts charts = new Charts(runs);

        assertThat(report(runs, charts)).contains("![s <1>: deliveries/s](charts/s-1-deliveries-s.svg)");
        assertThat(charts.files()).containsOnlyKeys("s-1-deliveries-s.svg");
        assertThat(charts.files().get("s-1-deliveries-s.svg")).contains("s &lt;1&gt;: deliveries/s", ">900</text>");
    }

    @Test
    void sizesOfOneSeriesShareASection() {
        Runs runs = runs(
                growing("hubplane", "growth", 50, NODE_CPU, 2),
                growing("hubplane", "growth", 100, NODE_CPU, 2.5),
                growing("peer", "growth", 100, NODE_CPU, 9));
        Charts charts = new Charts(runs);

        assertThat(report(runs, charts))
                .containsOnlyOnce("\n## Growth\n")
                .contains("| clients | 50 | 100 | last against first |")
                .contains("| **hubplane** | 2.00 | 2.50 | 1.25 × |")
                .contains("| peer |  | 9.00 |  |");
        assertThat(charts.files()).containsOnlyKeys("growth-node-cpu-us-per-delivery.svg");
    }

    @Test
    void targetsWithoutRunsAreNotMeasured() {
        Runs runs = runs();

        assertThat(report(runs, new Charts(runs))).contains("| at least 4 × | not measured | not measured |");
    }

    private static String report(Runs runs, Charts charts) {
        return new MarkdownReport(Examples.CIRCUMSTANCES, Map.of("s", HEADLINE, "s <1>", HEADLINE), runs, charts)
                .text();
    }
}
