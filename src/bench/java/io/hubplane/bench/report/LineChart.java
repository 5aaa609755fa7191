package io.hubplane.bench.report;

import io.hubplane.bench.report.Svg.Anchor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How a figure changes with a size: a line for each contestant, the sizes on a logarithmic axis.
 *
 * @param title what is shown, with the unit
 * @param axis the unit of the sizes
 * @param lines the contestants
 */
record LineChart(String title, String axis, List<Line> lines) {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 380;
    private static final int TOP = 48;
    private static final int BOTTOM = HEIGHT - 52;
    private static final int LEFT = 64;
    private static final int LABEL = 15;

    /**
     * A contestant's line.
     *
     * @param name the contestant
     * @param points its value at each size; sizes are above 0
     */
    record Line(String name, SortedMap<Double, Double> points) {}

    String svg() {
        SortedSet<Double> sizes = new TreeSet<>();
        lines.forEach(line -> sizes.addAll(line.points().keySet()));
        double greatest = lines.stream()
                .flatMap(line -> line.points().values().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        List<Double> ticks = Ticks.upTo(Math.max(greatest, Double.MIN_NORMAL));
        double right = WIDTH
                - 42
                - lines.stream()
                        .mapToDouble(line -> Svg.width(line.name()))
                        .max()
                        .orElse(0);
        Frame frame = new Frame(right, sizes.first(), sizes.last(), ticks.get(ticks.size() - 1));

        Svg svg = new Svg(WIDTH, HEIGHT, title);
        for (double tick : ticks) {
            svg.line(LEFT, frame.y(tick), right, frame.y(tick), tick == 0 ? Svg.INK : Svg.PALE);
            svg.text(LEFT - 8, frame.y(tick) + 4, Anchor.END, Numbers.plain(tick));
        }
        for (double size : sizes) {
            svg.line(frame.x(size), BOTTOM, frame.x(size), BOTTOM + 5, Svg.INK);
            svg.text(frame.x(size), BOTTOM + 20, Anchor.MIDDLE, Numbers.plain(size));
        }
        svg.text((LEFT + right) / 2, HEIGHT - 10, Anchor.MIDDLE, axis);
        draw(svg, frame);
        return svg.end();
    }

    private void draw(Svg svg, Frame frame) {
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            Look look = Look.of(line.name(), i);
            List<double[]> points = line.points().entrySet().stream()
                    .map(point -> new double[] {frame.x(point.getKey()), frame.y(point.getValue())})
                    .toList();
            svg.path(points, look.stroke(), look.width(), look.dashes());
            points.forEach(point -> svg.dot(point[0], point[1], look.width() + 1, look.stroke()));
            labels.add(new Label(line.name(), look, points.get(points.size() - 1)[1]));
        }
        name(svg, frame, labels);
    }

    /** Names are as close to the ends of their lines as possible without covering each other. */
    private static void name(Svg svg, Frame frame, List<Label> labels) {
        List<Label> sorted =
                labels.stream().sorted(Comparator.comparing(Label::y)).toList();
        double free = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < sorted.size(); i++) {
            Label label = sorted.get(i);
            double lowest = HEIGHT - LABEL * (double) (sorted.size() - i);
            double y = Math.min(Math.max(label.y(), free), lowest);
            double[] begin = {frame.right() + 2, y};
            double[] end = {frame.right() + 24, y};
            svg.path(
                    List.of(begin, end),
                    label.look().stroke(),
                    label.look().width(),
                    label.look().dashes());
            svg.text(frame.right() + 30, y + 4, Anchor.START, label.look().weight(), label.name());
            free = y + LABEL;
        }
    }

    /** A name at the end of its line, or as far below that as the names above it require. */
    private record Label(String name, Look look, double y) {}

    /** The positions of sizes and values in the drawing. */
    private record Frame(double right, double least, double greatest, double top) {
        double x(double size) {
            double part = greatest > least ? Math.log(size / least) / Math.log(greatest / least) : 0.5;
            return LEFT + 12 + part * (right - LEFT - 24);
        }

        double y(double value) {
            return BOTTOM - value / top * (BOTTOM - TOP);
        }
    }
}
