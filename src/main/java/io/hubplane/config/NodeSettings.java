package io.hubplane.config;

import static io.hubplane.config.Setting.withDefault;
import static io.hubplane.config.Setting.withoutDefault;
import static io.hubplane.config.ValueType.durationOrNone;
import static io.hubplane.config.ValueType.integer;
import static io.hubplane.config.ValueType.text;

import io.hubplane.connection.shutdown.DrainOptions;
import io.hubplane.connection.shutdown.ShutdownOptions;
import java.time.Duration;
import java.util.regex.Pattern;

/** The settings of a node as a whole: its name, its log and its end. */
final class NodeSettings {
    private static final int MOST = Integer.MAX_VALUE;

    /** What the node is called in logs, in the dashboard and by {@code HubCallerContext.node()}. */
    static final Setting<String> NODE_NAME = withoutDefault(
            "node.name",
            text("1 to 128 letters, digits, dots, hyphens or underscores", Pattern.compile("[\\w.-]{1,128}")));

    /** How long a node that shuts down refuses new connections before it closes those it has. */
    static final Setting<Duration> SHUTDOWN_DELAY =
            withDefault("shutdown.delay", durationOrNone(), ShutdownOptions.DEFAULTS.delay());

    /** Over how long a time a node that shuts down closes its connections. */
    static final Setting<Duration> SHUTDOWN_SPREAD =
            withDefault("shutdown.spread", durationOrNone(), ShutdownOptions.DEFAULTS.spread());

    /** Over how long a time a node that is drained asks its clients to go. */
    static final Setting<Duration> DRAIN_SPREAD =
            withDefault("drain.spread", durationOrNone(), DrainOptions.DEFAULTS.spread());

    /** After what time a node that is drained ends the connections that are left. */
    static final Setting<Duration> DRAIN_TIMEOUT =
            withDefault("drain.timeout", durationOrNone(), DrainOptions.DEFAULTS.timeout());

    /** How many warnings of one client are written to the log in a minute. */
    static final Setting<Integer> LOG_LINES_PER_CLIENT =
            withDefault("log-lines-per-client", integer("lines a minute", 1, MOST), 10);

    private NodeSettings() {}
}
