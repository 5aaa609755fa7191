package io.hubplane.bench.report;

import java.util.List;

/**
 * How a contestant looks in charts: Hubplane in strong colours, all others in weak ones.
 *
 * @param fill the colour of its bars
 * @param mark the colour of its dots, in charts with its name beside them
 * @param stroke the colour of its lines, different from those of others
 * @param width the width of its lines, in pixels
 * @param dashes the lengths of dashes and gaps of its lines
 * @param weight the weight of its name
 */
record Look(String fill, String mark, String stroke, double width, String dashes, String weight) {
    private static final List<String> QUIET = List.of("#8a97a3", "#c09a6b", "#9c8cb9", "#78a892", "#b98787", "#a3a060");
    private static final String WHOLE = "none";

    /**
     * The look of a contestant.
     *
     * @param contestant its name
     * @param index its index among all contestants, from 0
     */
    static Look of(String contestant, int index) {
        String dashes = contestant.endsWith("-wildfly") ? "7 4" : WHOLE;
        if (isHubplane(contestant)) {
            return new Look("#5aa5dc", "#2277b5", "#2277b5", 2.5, dashes, "bold");
        }
        if (contestant.startsWith("floor")) {
            return new Look("#e8dfc8", "#a0905f", "#a0905f", 1.6, "2 3", "normal");
        }
        return new Look("#cbd2d9", "#8a97a3", QUIET.get(index % QUIET.size()), 1.6, dashes, "normal");
    }

    static boolean isHubplane(String contestant) {
        return contestant.startsWith("hubplane");
    }
}
