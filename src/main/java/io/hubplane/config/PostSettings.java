package io.hubplane.config;

import static io.hubplane.config.Setting.withDefault;
import static io.hubplane.config.ValueType.duration;
import static io.hubplane.config.ValueType.integer;

import io.hubplane.transport.http.NodePostOptions;
import io.hubplane.transport.http.PostOptions;
import java.time.Duration;

/** The settings of POST bodies and of messages that arrive slowly. */
final class PostSettings {
    private static final int MOST = Integer.MAX_VALUE;

    /** How long a message or the body of a POST may take from its first byte to its last. */
    static final Setting<Duration> RECEIVE_TIMEOUT =
            withDefault("receive-timeout", duration(), PostOptions.DEFAULTS.timeout());

    /** How long the body of a POST may be. */
    static final Setting<Integer> MAXIMUM_POST_SIZE =
            withDefault("maximum-post-size", integer("bytes", 1, MOST), PostOptions.DEFAULTS.maximumSize());

    /** How fast the body of a POST must come. */
    static final Setting<Integer> MINIMUM_POST_RATE =
            withDefault("minimum-post-rate", integer("bytes per second", 0, MOST), PostOptions.DEFAULTS.minimumRate());

    /** How many bodies of POSTs may be under way on a node. */
    static final Setting<Integer> MAXIMUM_POSTS_PER_NODE =
            withDefault("maximum-posts-per-node", integer("POSTs", 1, MOST), NodePostOptions.DEFAULTS.posts());

    /** How many of them may be from one address. */
    static final Setting<Integer> MAXIMUM_POSTS_PER_ADDRESS = withDefault(
            "maximum-posts-per-address", integer("POSTs", 1, MOST), NodePostOptions.DEFAULTS.postsPerAddress());

    /** How much memory they may take. */
    static final Setting<Integer> MAXIMUM_POST_BYTES_PER_NODE =
            withDefault("maximum-post-bytes-per-node", integer("bytes", 1, MOST), NodePostOptions.DEFAULT_BYTES);

    private PostSettings() {}
}
