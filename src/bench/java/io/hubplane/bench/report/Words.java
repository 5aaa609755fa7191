package io.hubplane.bench.report;

import java.util.Locale;

/** Formats names for Markdown. */
final class Words {
    private Words() {}

    /** A name with a capital first letter. */
    static String heading(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** A contestant's name; Hubplane's is emphasized. */
    static String contestant(String name) {
        return Look.isHubplane(name) ? "**" + name + "**" : name;
    }
}
