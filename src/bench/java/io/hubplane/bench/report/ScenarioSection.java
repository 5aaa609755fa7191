package io.hubplane.bench.report;

import io.hubplane.bench.scenario.Measurement;
import io.hubplane.bench.scenario.Metric;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The results of a scenario: a table, charts, and notes about the runs.
 *
 * @param scenario its name
 * @param headline the metrics that matter most
 * @param runs all runs
 * @param charts gets its charts
 */
record ScenarioSection(String scenario, Set<Metric> headline, Runs runs, Charts charts) {
    private static final Set<Metric> LATENCY = EnumSet.of(Metric.P50, Metric.P99);

    String text() {
        return "\n## " + Words.heading(scenario) + "\n\n" + table() + "\n" + pictures()
                + new Notes(scenario, runs).text();
    }

    private String table() {
        Set<Metric> metrics = runs.metrics(scenario);
        StringBuilder text = new StringBuilder("| |");
        metrics.forEach(metric -> text.append(' ').append(metric.title()).append(" |"));
        text.append(" runs |\n|---|").append("---:|".repeat(metrics.size() + 1)).append('\n');
        for (String contestant : runs.contestants(scenario)) {
            text.append("| ").append(Words.contestant(contestant)).append(" |");
            metrics.forEach(
                    metric -> text.append(' ').append(cell(contestant, metric)).append(" |"));
            text.append(' ').append(count(contestant)).append(" |\n");
        }
        return text.toString();
    }

    private String cell(String contestant, Metric metric) {
        return runs.spread(contestant, scenario, metric)
                .map(spread -> metric.format(spread.median()) + range(spread, metric))
                .orElse("");
    }

    private String range(Spread spread, Metric metric) {
        String least = metric.format(spread.least());
        String most = metric.format(spread.most());
        return headline.contains(metric) && !least.equals(most) ? " (" + least + " to " + most + ")" : "";
    }

    private String count(String contestant) {
        List<Measurement> all = runs.of(contestant, scenario);
        long valid = all.stream().filter(Measurement::isValid).count();
        return valid == all.size() ? Long.toString(valid) : valid + " of " + all.size();
    }

    private String pictures() {
        StringBuilder text = new StringBuilder();
        if (headline.containsAll(LATENCY)) {
            text.append(charts.latencies(scenario));
        }
        for (Metric metric : headline) {
            if (!LATENCY.contains(metric)) {
                text.append(charts.bars(scenario, metric));
            }
        }
        return text.toString();
    }
}
