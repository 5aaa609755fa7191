package io.hubplane.bench.scenario;

import java.util.Locale;

/** What is measured, with its unit. */
public enum Metric {
    /** How many messages clients received each second. */
    DELIVERIES("deliveries/s", "%,.0f"),
    /** How many messages were published each second, each of them received by all it was for. */
    MESSAGES("messages/s", "%,.0f"),
    /** Processor time of all nodes, for each delivery. */
    NODE_CPU("node CPU, µs per delivery", "%.2f"),
    /** Processor time of Redis, for each delivery. */
    REDIS_CPU("Redis CPU, µs per delivery", "%.3f"),
    /** How many messages shared a WebSocket frame. */
    BATCH("messages per frame", "%.1f"),
    /** The median time from the intended send to the receipt on the other node. */
    P50("p50, µs", "%,.0f"),
    /** The time all but a hundredth took at most. */
    P99("p99, µs", "%,.0f"),
    /** How much of one core the load generator had; near 100 it was what limited the run. */
    GENERATOR("load generator, % of a core", "%.0f");

    private final String title;
    private final String format;

    Metric(String title, String format) {
        this.title = title;
        this.format = format;
    }

    /** The name with the unit, as a table's heading has it. */
    public String title() {
        return title;
    }

    /**
     * A value as a table has it.
     *
     * @param value the value, in the unit of this metric
     * @return the text
     */
    public String format(double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
