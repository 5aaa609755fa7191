package io.hubplane.bench.report;

import io.hubplane.bench.report.Svg.Anchor;
import java.util.List;
import java.util.stream.Stream;

/**
 * A range for each contestant, for example from the median to the 99th percentile of a latency, on a logarithmic axis.
 *
 * @param title what is shown, with the unit
 * @param ranges the contestants, from top to bottom
 */
record RangeChart(String title, List<Range> ranges) {
    private static final int WIDTH = 760;
    private static final int TOP = 44;
    private static final int STEP = 28;
    private static final int GAP = 8;

    /**
     * A contestant's range.
     *
     * @param name the contestant
     * @param from its lower end, above 0
     * @param to its upper end
     * @param values both ends as text
     */
    record Range(String name, double from, double to, String values) {}

    String svg() {
        int bottom = TOP + ranges.size() * STEP;
        Svg svg = new Svg(WIDTH, bottom + 28, title);
        double left = 24
                + ranges.stream()
                        .mapToDouble(range -> Svg.width(range.name()))
                        .max()
                        .orElse(0);
        double right = WIDTH
                - 40
                - ranges.stream()
                        .mapToDouble(range -> Svg.width(range.values()))
                        .max()
                        .orElse(0);
        List<Double> ticks = Ticks.decades(
                all().mapToDouble(Double::doubleValue).min().orElse(1),
                all().mapToDouble(Double::doubleValue).max().orElse(10));
        double first = Math.log10(ticks.get(0));
        double scale = (right - left) / (Math.log10(ticks.get(ticks.size() - 1)) - first);
        for (double tick : ticks) {
            double x = left + (Math.log10(tick) - first) * scale;
            svg.line(x, TOP - 8, x, bottom, Svg.PALE);
            svg.text(x, bottom + 16, Anchor.MIDDLE, Numbers.plain(tick));
        }
        for (int i = 0; i < ranges.size(); i++) {
            Range range = ranges.get(i);
            Look look = Look.of(range.name(), i);
            double y = TOP + i * STEP + 8;
            double from = left + (Math.log10(range.from()) - first) * scale;
            double to = left + (Math.log10(range.to()) - first) * scale;
            svg.text(left - GAP, y + 4, Anchor.END, look.weight(), range.name());
            svg.rectangle(from, y - 4, to - from, 8, look.fill());
            svg.dot(from, y, 5, look.mark());
            svg.dot(to, y, 5, look.mark());
            svg.text(right + 16, y + 4, Anchor.START, look.weight(), range.values());
        }
        return svg.end();
    }

    private Stream<Double> all() {
        return ranges.stream().flatMap(range -> Stream.of(range.from(), range.to()));
    }
}
