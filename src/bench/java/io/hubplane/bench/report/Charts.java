package io.hubplane.bench.report;

import io.hubplane.bench.report.BarChart.Bar;
import io.hubplane.bench.report.LineChart.Line;
import io.hubplane.bench.report.RangeChart.Range;
import io.hubplane.bench.scenario.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Draws the charts of a report and gives them names. Not thread safe. */
final class Charts {
    private final Runs runs;
    private final Map<String, String> files = new LinkedHashMap<>();

    Charts(Runs runs) {
        this.runs = runs;
    }

    /** All charts, by file name. */
    Map<String, String> files() {
        return Collections.unmodifiableMap(files);
    }

    /**
     * A bar for each contestant.
     *
     * @return a reference to the chart, a paragraph of Markdown; empty if there is nothing to compare
     */
    String bars(String scenario, Metric metric) {
        List<Bar> bars = new ArrayList<>();
        for (String contestant : runs.contestants(scenario)) {
            runs.spread(contestant, scenario, metric)
                    .ifPresent(spread -> bars.add(new Bar(contestant, spread, metric.format(spread.median()))));
        }
        String title = scenario + ": " + metric.title();
        return bars.size() < 2 ? "" : add(title, new BarChart(title, bars).svg());
    }

    /**
     * The latency of each contestant, from the median to the 99th percentile.
     *
     * @return a reference to the chart, a paragraph of Markdown; empty if there is nothing to compare
     */
    String latencies(String scenario) {
        List<Range> ranges = new ArrayList<>();
        for (String contestant : runs.contestants(scenario)) {
            runs.spread(contestant, scenario, Metric.P50)
                    .flatMap(low -> runs.spread(contestant, scenario, Metric.P99)
                            .map(high -> range(contestant, low.median(), high.median())))
                    .filter(range -> range.from() > 0)
                    .ifPresent(ranges::add);
        }
        String title = scenario + ": latency, p50 to p99, µs";
        return ranges.size() < 2 ? "" : add(title, new RangeChart(title, ranges).svg());
    }

    /**
     * How a figure grows with a size, with a line for each contestant.
     *
     * @return a reference to the chart, a paragraph of Markdown; empty if there is nothing to see
     */
    String lines(Series series, Metric metric) {
        List<Line> lines = new ArrayList<>();
        for (String contestant : series.contestants(runs)) {
            SortedMap<Double, Double> points = new TreeMap<>();
            series.scenarios()
                    .forEach((size, scenario) -> runs.spread(contestant, scenario, metric)
                            .ifPresent(spread -> points.put(size.doubleValue(), spread.median())));
            if (points.size() > 1) {
                lines.add(new Line(contestant, points));
            }
        }
        String title = series.name() + ": " + metric.title();
        return lines.isEmpty() ? "" : add(title, new LineChart(title, series.unit(), lines).svg());
    }

    private static Range range(String contestant, double low, double high) {
        return new Range(contestant, low, high, Metric.P50.format(low) + " to " + Metric.P99.format(high));
    }

    /**
     * Adds a chart.
     *
     * @return a reference to it, a paragraph of Markdown
     */
    String add(String title, String svg) {
        String file = title.toLowerCase(Locale.ROOT).replace('µ', 'u').replaceAll("[^a-z0-9]+", "-") + ".svg";
        files.put(file, svg);
        return "![" + title + "](charts/" + file + ")\n\n";
    }
}
