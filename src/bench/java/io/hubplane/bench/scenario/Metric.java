package io.hubplane.bench.scenario;

import java.util.Locale;

/** What is measured, with its unit. */
public enum Metric {
    /** How many messages clients received each second. */
    DELIVERIES("deliveries/s", "%,.0f"),
    /** How many messages were published each second, each received by all its recipients. */
    MESSAGES("messages/s", "%,.0f"),
    /** How many calls were made and answered each second. */
    CALLS("calls/s", "%,.0f"),
    /** Processor time of all nodes, for each delivery. */
    NODE_CPU("node CPU, µs per delivery", "%.2f"),
    /** Processor time of Redis, for each delivery. */
    REDIS_CPU("Redis CPU, µs per delivery", "%.3f"),
    /** Processor time of all nodes, for each call. */
    NODE_CPU_PER_CALL("node CPU, µs per call", "%.1f"),
    /** Processor time of Redis, for each call. */
    REDIS_CPU_PER_CALL("Redis CPU, µs per call", "%.1f"),
    /** How many messages shared a WebSocket frame. */
    BATCH("messages per frame", "%.1f"),
    /** The median time from the intended send to the receipt on the other node, or of a call until it was answered. */
    P50("p50, µs", "%,.0f"),
    /** The 99th percentile of those times. */
    P99("p99, µs", "%,.0f"),
    /** The median time of the first messages after a start. */
    FIRST_P50("p50 of the first 100 messages, µs", "%,.0f"),
    /** The second longest time of the first hundred messages. */
    FIRST_P99("p99 of the first 100 messages, µs", "%,.0f"),
    /** How fast a node is after 20 seconds under load, relative to the end of a minute. */
    EARLY_DELIVERIES("deliveries/s after 20 s, % of those after 60 s", "%.0f"),
    /** Heap of all nodes in use after a full collection, for each idle connection. */
    HEAP_PER_CONNECTION("heap, bytes per connection", "%,.0f"),
    /** Memory of all nodes' processes, for each idle connection. */
    RSS_PER_CONNECTION("resident memory, bytes per connection", "%,.0f"),
    /** Processor time of all nodes beyond that without connections, for each idle connection and second. */
    CPU_PER_CONNECTION("node CPU, µs per connection and second", "%.2f"),
    /** The time from when all connections broke until all clients were back and had received a message. */
    RETURN("until all receive again, ms", "%,.0f"),
    /** Processor time of all nodes, for each connection that broke and came back. */
    CPU_PER_RETURN("node CPU, µs per return", "%,.0f"),
    /** Commands that Redis carried out, for each connection that broke and came back. */
    COMMANDS_PER_RETURN("Redis commands per return", "%.2f"),
    /** The growth of the heap in use, for each connection that broke and came back; about 0 if nothing is left. */
    HEAP_PER_RETURN("heap left, bytes per return", "%,.0f"),
    /** The rate of deliveries to healthy clients, relative to that before others stopped reading. */
    HEALTHY_DELIVERIES("deliveries/s, % of those without slow readers", "%.0f"),
    /** The 99th percentile of latency, relative to that before some clients stopped reading. */
    HEALTHY_P99("p99, % of that without slow readers", "%.0f"),
    /** The growth of the heap in use while some clients did not read. */
    HEAP_GROWTH("heap growth, KiB per slow reader", "%,.0f"),
    /** The growth of the processes' memory while some clients did not read. */
    RSS_GROWTH("resident memory growth, KiB per slow reader", "%,.0f"),
    /** How many of the clients that did not read were disconnected. */
    SLOW_CLOSED("slow readers closed, %", "%.0f"),
    /** Processor time of a node without recipients, beyond that without messages. */
    UNINTERESTED_CPU("CPU of the node without interest, µs per message", "%.2f"),
    /** The share of one core that the load generator used; near 100 the load generator limited the run. */
    GENERATOR("load generator, % of a core", "%.0f");

    private final String title;
    private final String format;

    Metric(String title, String format) {
        this.title = title;
        this.format = format;
    }

    /** The name with the unit, for the heading of a table. */
    public String title() {
        return title;
    }

    /**
     * A value, for a table.
     *
     * @param value the value, in the unit of this metric
     * @return the text
     */
    public String format(double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
