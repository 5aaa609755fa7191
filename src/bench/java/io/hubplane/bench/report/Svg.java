package io.hubplane.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A drawing under construction. Not thread safe. */
final class Svg {
    static final String INK = "#333333";
    static final String PALE = "#d9dde1";

    private final StringBuilder text = new StringBuilder();

    Svg(int width, int height, String title) {
        add("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" \
                font-family="Helvetica, Arial, sans-serif" font-size="12" fill="%s">
                <title>%s</title>
                <rect width="%d" height="%d" fill="#ffffff"/>
                <text x="12" y="24" font-size="14" font-weight="bold">%s</text>
                """, width, height, width, height, INK, escape(title), width, height, escape(title));
    }

    void rectangle(double x, double y, double width, double height, String fill) {
        add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n", x, y, width, height, fill);
    }

    void line(double x1, double y1, double x2, double y2, String stroke) {
        add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n", x1, y1, x2, y2, stroke);
    }

    /** A line through points, each an x and a y. */
    void path(List<double[]> points, String stroke, double width, String dashes) {
        String all = points.stream()
                .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", point[0], point[1]))
                .collect(Collectors.joining(" "));
        add(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\" stroke-dasharray=\"%s\"/>%n",
                all, stroke, width, dashes);
    }

    void dot(double x, double y, double radius, String fill) {
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\"/>%n", x, y, radius, fill);
    }

    void text(double x, double y, Anchor anchor, String content) {
        text(x, y, anchor, "normal", content);
    }

    void text(double x, double y, Anchor anchor, String weight, String content) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-weight=\"%s\">%s</text>%n",
                x, y, anchor.name().toLowerCase(Locale.ROOT), weight, escape(content));
    }

    /** The approximate width of a text: only the viewer knows the font. */
    static double width(String content) {
        return content.length() * 7.2;
    }

    /** The whole drawing. */
    String end() {
        return text + "</svg>\n";
    }

    /** The part of a text that is at its position. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    private void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }

    private static String escape(String content) {
        return content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
