package io.hubplane.bench.report;

import io.hubplane.bench.report.Svg.Anchor;
import java.util.List;

/**
 * A bar for each contestant, as long as its median, with a thin line from the smallest to the greatest value.
 *
 * @param title what the bars show, with the unit
 * @param bars the bars, from top to bottom
 */
record BarChart(String title, List<Bar> bars) {
    private static final int WIDTH = 760;
    private static final int TOP = 42;
    private static final int STEP = 28;
    private static final int THICK = 18;
    private static final int GAP = 8;

    /**
     * A bar.
     *
     * @param name the contestant
     * @param spread the length of the bar
     * @param value the median as text
     */
    record Bar(String name, Spread spread, String value) {}

    String svg() {
        Svg svg = new Svg(WIDTH, TOP + bars.size() * STEP + 12, title);
        double left = 20
                + bars.stream().mapToDouble(bar -> Svg.width(bar.name())).max().orElse(0);
        double right = WIDTH
                - 24
                - bars.stream().mapToDouble(bar -> Svg.width(bar.value())).max().orElse(0);
        double most =
                bars.stream().mapToDouble(bar -> bar.spread().most()).max().orElse(0);
        double scale = most > 0 ? (right - left) / most : 0;
        for (int i = 0; i < bars.size(); i++) {
            draw(svg, bars.get(i), i, left, scale);
        }
        svg.line(left, TOP - 4, left, TOP + bars.size() * STEP, Svg.INK);
        return svg.end();
    }

    private static void draw(Svg svg, Bar bar, int index, double left, double scale) {
        Look look = Look.of(bar.name(), index);
        double top = TOP + index * STEP;
        double middle = top + THICK / 2.0;
        double least = left + Math.max(0, bar.spread().least() * scale);
        double most = left + Math.max(0, bar.spread().most() * scale);
        svg.text(left - GAP, middle + 4, Anchor.END, look.weight(), bar.name());
        // Differences may be below 0.
        svg.rectangle(left, top, Math.max(0, bar.spread().median() * scale), THICK, look.fill());
        if (most - least >= 1) {
            svg.line(least, middle, most, middle, Svg.INK);
            svg.line(least, middle - 4, least, middle + 4, Svg.INK);
            svg.line(most, middle - 4, most, middle + 4, Svg.INK);
        }
        svg.text(most + GAP, middle + 4, Anchor.START, look.weight(), bar.value());
    }
}
