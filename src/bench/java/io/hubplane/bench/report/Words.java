package io.hubplane.bench.report;

import java.util.Locale;

/** Names as Markdown has them. */
final class Words {
    private Words() {}

    /** With a capital at the beginning. */
    static String heading(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** A contestant's name: that of Hubplane stands out. */
    static String contestant(String name) {
        return Look.isHubplane(name) ? "**" + name + "**" : name;
    }
}
