package io.hubplane.bench.report;

import io.hubplane.bench.scenario.Metric;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The most important figures, for the README.
 *
 * @param circumstances the circumstances of the figures
 * @param runs all runs
 */
record ReadmeTable(Circumstances circumstances, Runs runs) {
    private static final List<Column> COLUMNS = List.of(
            new Column("Fan-out to 1,000, deliveries/s", Targets.FAN_OUT, Metric.DELIVERIES),
            new Column("CPU of the nodes, µs per delivery", Targets.FAN_OUT, Metric.NODE_CPU),
            new Column("Rooms of 4, messages/s", Targets.ROOMS, Metric.MESSAGES),
            new Column(
                    "Quiet rooms of 4 (16 messages under way in all), messages/s",
                    Targets.QUIET_ROOMS,
                    Metric.MESSAGES),
            new Column("Latency, p50, µs", Targets.LATENCY, Metric.P50),
            new Column("p99, µs", Targets.LATENCY, Metric.P99));

    private record Column(String title, String scenario, Metric metric) {}

    String text() {
        List<String> contestants = COLUMNS.stream()
                .flatMap(column -> runs.contestants(column.scenario()).stream())
                .distinct()
                .toList();
        return "| | " + COLUMNS.stream().map(Column::title).collect(Collectors.joining(" | ")) + " |\n|---|"
                + "---:|".repeat(COLUMNS.size())
                + "\n"
                + contestants.stream().map(this::row).collect(Collectors.joining())
                + "\n" + origin() + "\n";
    }

    private String row(String contestant) {
        return "| " + Words.contestant(contestant) + " | "
                + COLUMNS.stream().map(column -> cell(contestant, column)).collect(Collectors.joining(" | "))
                + " |\n";
    }

    private String cell(String contestant, Column column) {
        return runs.spread(contestant, column.scenario(), column.metric())
                .map(spread -> column.metric().format(spread.median()))
                .orElse("");
    }

    private String origin() {
        return "Two nodes each, Redis and load generator on one machine ("
                + circumstances.machine().get("CPU") + ", "
                + circumstances.machine().get("Cores") + " cores), medians, "
                + LocalDate.ofInstant(circumstances.started(), ZoneOffset.UTC) + ".";
    }
}
