package io.hubplane.bench.report;

import io.hubplane.bench.scenario.Metric;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The report for readers.
 *
 * @param circumstances where the figures come from
 * @param headlines what matters most about each scenario, by its name
 * @param runs all runs
 * @param charts gets the charts
 */
record MarkdownReport(Circumstances circumstances, Map<String, Set<Metric>> headlines, Runs runs, Charts charts) {
    private static final String METHOD = """

            ## How it was measured

            - The nodes of all contestants run side by side, each a process of its own, and share a Redis. Contestants take
              turns: each scenario is played once by each of them, then the next scenario, then all of it again. So whatever
              the machine does besides meets all of them.
            - Figures are medians over these repeats; in parentheses, the least and the greatest.
            - Nodes, Redis and the load generator share the cores of one machine. Deliveries per second are those of all of
              them together; CPU per delivery is what the nodes alone took, garbage collection included.
            - Latency counts from when a message was due, also where its sending was late, and only for messages that crossed
              from one node to the other.
            - Each client checks each message. A run in which one is lost, doubled or out of order is void: it is in no
              median, and named below its table.
            """;

    String text() {
        return "# Benchmark\n\nStarted " + circumstances.started() + ".\n\n"
                + table("Machine", circumstances.machine()) + "\n"
                + table("Version", circumstances.versions()) + "\n"
                + table("Option", circumstances.options())
                + METHOD
                + "\n## Targets\n\n"
                + new TargetTable(Targets.all(), runs).text()
                + runs.scenarios().stream().map(this::section).distinct().collect(Collectors.joining());
    }

    /** Scenarios of one series share a section. */
    private String section(String scenario) {
        return runs.series(scenario)
                .map(series -> new GrowthSection(series, runs, charts).text())
                .orElseGet(() ->
                        new ScenarioSection(scenario, headlines.getOrDefault(scenario, Set.of()), runs, charts).text());
    }

    private static String table(String heading, Map<String, String> entries) {
        return "| " + heading + " | |\n|---|---|\n"
                + entries.entrySet().stream()
                        .map(entry -> "| " + entry.getKey() + " | " + entry.getValue() + " |\n")
                        .collect(Collectors.joining());
    }
}
