package io.hubplane.bench.report;

import io.hubplane.bench.scenario.Metric;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How cost grows with a size: for each figure a table of contestants and sizes, and a chart.
 *
 * @param series the scenarios
 * @param runs all runs
 * @param charts gets its charts
 */
record GrowthSection(Series series, Runs runs, Charts charts) {
    private static final List<Metric> SHOWN = List.of(Metric.NODE_CPU, Metric.REDIS_CPU, Metric.DELIVERIES);

    String text() {
        return "\n## " + Words.heading(series.name()) + "\n\n"
                + SHOWN.stream().map(this::part).collect(Collectors.joining())
                + series.scenarios().values().stream()
                        .map(scenario -> new Notes(scenario, runs).text())
                        .collect(Collectors.joining());
    }

    private String part(Metric metric) {
        if (series.scenarios().values().stream()
                .noneMatch(scenario -> runs.metrics(scenario).contains(metric))) {
            return "";
        }
        return Words.heading(metric.title()) + ":\n\n| " + series.unit() + " | "
                + series.scenarios().keySet().stream()
                        .map(size -> Numbers.plain(size))
                        .collect(Collectors.joining(" | "))
                + " | last against first |\n|---|"
                + "---:|".repeat(series.scenarios().size() + 1)
                + "\n"
                + series.contestants(runs).stream()
                        .map(contestant -> row(contestant, metric))
                        .collect(Collectors.joining())
                + "\n" + charts.lines(series, metric);
    }

    private String row(String contestant, Metric metric) {
        List<Optional<Spread>> spreads = series.scenarios().values().stream()
                .map(scenario -> runs.spread(contestant, scenario, metric))
                .toList();
        String ratio = spreads.get(spreads.size() - 1)
                .flatMap(last -> spreads.get(0).map(first -> last.median() / first.median()))
                .map(value -> Numbers.hundredths(value) + " ×")
                .orElse("");
        return "| " + Words.contestant(contestant) + " | "
                + spreads.stream()
                        .map(spread -> spread.map(found -> metric.format(found.median()))
                                .orElse(""))
                        .collect(Collectors.joining(" | "))
                + " | " + ratio + " |\n";
    }
}
