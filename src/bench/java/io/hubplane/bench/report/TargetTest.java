package io.hubplane.bench.report;

import static io.hubplane.bench.report.Examples.run;
import static io.hubplane.bench.report.Examples.runs;
import static io.hubplane.bench.report.Examples.voidRun;
import static io.hubplane.bench.report.Figure.SERVER;
import static io.hubplane.bench.scenario.Metric.DELIVERIES;
import static io.hubplane.bench.scenario.Metric.NODE_CPU;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.bench.report.Verdict.Outcome;
import io.hubplane.bench.scenario.Metric;
import org.junit.jupiter.api.Test;

final class TargetTest {
    private static final Target FOUR_TIMES = new Target("t", ratio(DELIVERIES), Bound.AT_LEAST, 4);
    private static final Target A_QUARTER = new Target("t", ratio(NODE_CPU), Bound.AT_MOST, 0.25);

    @Test
    void ratioAtTheLimitIsMet() {
        Runs runs = runs(run("a-x", "s", DELIVERIES, 4000), run("b", "s", DELIVERIES, 1000));

        assertThat(FOUR_TIMES.on("x", runs)).isEqualTo(new Verdict(Outcome.MET, "4.00 × (4,000 against 1,000): met"));
    }

    @Test
    void verdictSaysByHowMuchATargetIsMissed() {
        Runs runs = runs(run("a-x", "s", DELIVERIES, 3100), run("b", "s", DELIVERIES, 1000));

        assertThat(FOUR_TIMES.on("x", runs))
                .isEqualTo(new Verdict(Outcome.MISSED, "3.10 × (3,100 against 1,000): missed by 0.90 ×"));
    }

    @Test
    void limitsFromAboveAreMissedFromAbove() {
        Runs runs = runs(run("a-x", "s", NODE_CPU, 3), run("b", "s", NODE_CPU, 10));

        assertThat(A_QUARTER.on("x", runs))
                .isEqualTo(new Verdict(Outcome.MISSED, "0.30 × (3.00 against 10.00): missed by 0.05 ×"));
        assertThat(A_QUARTER.wanted()).isEqualTo("at most 0.25 ×");
    }

    @Test
    void ratioIsThatOfMedians() {
        Runs runs = runs(
                run("a-x", "s", DELIVERIES, 1),
                run("a-x", "s", DELIVERIES, 5000),
                run("a-x", "s", DELIVERIES, 9000),
                run("b", "s", DELIVERIES, 1000));

        assertThat(FOUR_TIMES.on("x", runs).words()).startsWith("5.00 ×");
    }

    @Test
    void serversAreJudgedEachByItsOwnRuns() {
        Runs runs = runs(
                run("a-x", "s", DELIVERIES, 5000), run("a-y", "s", DELIVERIES, 1000), run("b", "s", DELIVERIES, 1000));

        assertThat(FOUR_TIMES.on("x", runs).outcome()).isEqualTo(Outcome.MET);
        assertThat(FOUR_TIMES.on("y", runs).outcome()).isEqualTo(Outcome.MISSED);
    }

    @Test
    void whatWasNotPlayedIsNotMeasured() {
        Runs runs = runs(run("a-x", "s", DELIVERIES, 4000));

        assertThat(FOUR_TIMES.on("x", runs)).isEqualTo(new Verdict(Outcome.NOT_MEASURED, "not measured"));
    }

    @Test
    void voidRunsAreNoMeasurement() {
        Runs runs = runs(run("a-x", "s", DELIVERIES, 4000), voidRun("b", "s", DELIVERIES, 1000));

        assertThat(FOUR_TIMES.on("x", runs))
                .isEqualTo(new Verdict(Outcome.NOT_MEASURED, "not measured: all runs void"));
    }

    @Test
    void differenceBelowItsLimitIsMet() {
        Target target = new Target(
                "t",
                Quantity.difference(new Figure("a", "s", DELIVERIES), new Figure("b", "s", DELIVERIES), "KiB", 1024),
                Bound.BELOW,
                4);
        Runs near = runs(run("a", "s", DELIVERIES, 10_000), run("b", "s", DELIVERIES, 6416));
        Runs far = runs(run("a", "s", DELIVERIES, 10_000), run("b", "s", DELIVERIES, 5904));

        assertThat(target.on("x", near).words()).isEqualTo("3.50 KiB (10,000 against 6,416): met");
        assertThat(target.on("x", far).words())
                .isEqualTo("4.00 KiB (10,000 against 5,904): missed by less than 0.01 KiB");
        assertThat(target.wanted()).isEqualTo("below 4 KiB");
    }

    private static Quantity ratio(Metric metric) {
        return Quantity.ratio(new Figure("a-" + SERVER, "s", metric), new Figure("b", "s", metric));
    }
}
