package io.hubplane.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.hubplane.bench.scenario.Measurement;
import io.hubplane.bench.scenario.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes what came of the measurements: medians over the repeats. */
public final class Report {
    private Report() {}

    /**
     * Writes {@code report.json} with every run, and {@code report.md} with the medians.
     *
     * @param directory where to
     * @param measurements all runs
     * @throws IOException if it cannot be written
     */
    public static void write(Path directory, List<Measurement> measurements) throws IOException {
        Files.createDirectories(directory);
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(directory.resolve("report.json").toFile(), measurements);
        Files.writeString(directory.resolve("report.md"), markdown(measurements));
    }

    private static String markdown(List<Measurement> measurements) {
        Map<String, Map<String, List<Measurement>>> byScenario = new LinkedHashMap<>();
        for (Measurement measurement : measurements) {
            byScenario
                    .computeIfAbsent(measurement.scenario(), name -> new LinkedHashMap<>())
                    .computeIfAbsent(measurement.contestant(), name -> new ArrayList<>())
                    .add(measurement);
        }
        StringBuilder text = new StringBuilder("# Benchmark\n");
        byScenario.forEach((scenario, contestants) -> text.append(section(scenario, contestants)));
        return text.toString();
    }

    private static String section(String scenario, Map<String, List<Measurement>> contestants) {
        Set<Metric> metrics = EnumSet.noneOf(Metric.class);
        contestants
                .values()
                .forEach(
                        runs -> runs.forEach(run -> metrics.addAll(run.figures().keySet())));
        StringBuilder text = new StringBuilder("\n## " + scenario + "\n\n| |");
        metrics.forEach(metric -> text.append(' ').append(metric.title()).append(" |"));
        text.append(" runs |\n|---|").append("---|".repeat(metrics.size() + 1)).append('\n');
        contestants.forEach((name, runs) -> text.append(row(name, runs, metrics)));
        return text.toString();
    }

    private static String row(String name, List<Measurement> runs, Set<Metric> metrics) {
        List<Measurement> valid = runs.stream().filter(Measurement::isValid).toList();
        StringBuilder text = new StringBuilder("| " + name + " |");
        for (Metric metric : metrics) {
            List<Double> values = valid.stream()
                    .filter(run -> run.figures().containsKey(metric))
                    .map(run -> run.figures().getOrDefault(metric, 0.0))
                    .toList();
            text.append(values.isEmpty() ? " " : " " + metric.format(median(values)) + " ")
                    .append('|');
        }
        text.append(valid.isEmpty() ? " void: " + runs.get(0).fault() : " " + valid.size() + " of " + runs.size());
        return text + " |\n";
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
