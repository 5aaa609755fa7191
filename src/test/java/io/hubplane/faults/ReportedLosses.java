package io.hubplane.faults;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The losses that a node has reported to the audited hub's observer, read from its log. Safe for use by any thread. */
final class ReportedLosses {
    private static final Pattern LINE =
            Pattern.compile("Reported lost: (\\d+) on [^:]+:[^:]+:(?:all|group:room-(\\d+))\\.");

    /** By scope. */
    private final Map<Integer, Integer> counts = new TreeMap<>();

    /** Reads a line of the log. */
    synchronized void read(String line) {
        Matcher report = LINE.matcher(line);
        if (report.find()) {
            int scope = report.group(2) == null ? 0 : Integer.parseInt(report.group(2));
            counts.merge(scope, Integer.parseInt(report.group(1)), Integer::sum);
        }
    }

    /** Forgets what was reported so far. */
    synchronized void begin() {
        counts.clear();
    }

    /** How many messages were reported lost, by scope. */
    synchronized Map<Integer, Integer> counts() {
        return Map.copyOf(counts);
    }
}
