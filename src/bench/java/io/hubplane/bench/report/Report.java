package io.hubplane.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.hubplane.bench.scenario.Measurement;
import io.hubplane.bench.scenario.Metric;
import io.hubplane.bench.scenario.Scenario;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The results of the measurements. Immutable. */
public final class Report {
    private final Circumstances circumstances;
    private final Map<String, Set<Metric>> headlines = new LinkedHashMap<>();
    private final List<Measurement> measurements;

    /**
     * Makes a report.
     *
     * @param circumstances the circumstances of the figures
     * @param scenarios all scenarios that should be played
     * @param measurements all runs
     */
    public Report(Circumstances circumstances, List<Scenario> scenarios, List<Measurement> measurements) {
        this.circumstances = circumstances;
        this.measurements = List.copyOf(measurements);
        scenarios.forEach(scenario -> headlines.put(scenario.name(), Headline.of(scenario)));
    }

    /**
     * Writes {@code report.json} with every run, {@code report.md} with the medians and the charts in {@code charts},
     * and {@code readme-table.md} with the most important figures.
     *
     * @param directory the directory for all of them
     * @throws IOException if it cannot be written
     */
    public void write(Path directory) throws IOException {
        Path drawings = emptied(directory.resolve("charts"));
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(directory.resolve("report.json").toFile(), content());
        Runs runs = new Runs(measurements);
        Charts charts = new Charts(runs);
        Files.writeString(
                directory.resolve("report.md"), new MarkdownReport(circumstances, headlines, runs, charts).text());
        for (Map.Entry<String, String> chart : charts.files().entrySet()) {
            Files.writeString(drawings.resolve(chart.getKey()), chart.getValue());
        }
        Files.writeString(directory.resolve("readme-table.md"), new ReadmeTable(circumstances, runs).text());
    }

    /** Empties the directory of charts of an earlier report. */
    private static Path emptied(Path drawings) throws IOException {
        Files.createDirectories(drawings);
        try (DirectoryStream<Path> old = Files.newDirectoryStream(drawings, "*.svg")) {
            for (Path drawing : old) {
                Files.delete(drawing);
            }
        }
        return drawings;
    }

    /** The targets and their results, as Markdown. */
    public String targets() {
        return new TargetTable(Targets.all(), new Runs(measurements)).text();
    }

    private Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("started", circumstances.started().toString());
        content.put("machine", circumstances.machine());
        content.put("versions", circumstances.versions());
        content.put("options", circumstances.options());
        content.put("runs", measurements);
        return content;
    }
}
