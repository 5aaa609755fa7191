package io.hubplane.config;

import static io.hubplane.config.Setting.withDefault;
import static io.hubplane.config.ValueType.integer;

import io.hubplane.transport.http.NodePostOptions;
import io.hubplane.transport.http.PostOptions;

/** The settings of POST bodies. */
final class PostSettings {
    private static final int MOST = Integer.MAX_VALUE;

    /** How many bytes framing adds to a message in the body of a POST, at most, with either protocol. */
    private static final int FRAMING = 5;

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

    /** The configured options of a hub. */
    static PostOptions read(SettingValues values) {
        // A message may have to be sent by POST.
        int longest = Math.max(
                values.get(MAXIMUM_POST_SIZE),
                Math.min(values.get(ConnectionSettings.MAXIMUM_RECEIVE_MESSAGE_SIZE), MOST - FRAMING) + FRAMING);
        return new PostOptions(longest, values.get(TimeoutSettings.RECEIVE_TIMEOUT), values.get(MINIMUM_POST_RATE));
    }

    /** The configured options of a node. */
    static NodePostOptions ofNode(SettingValues values) {
        return new NodePostOptions(
                values.get(MAXIMUM_POSTS_PER_NODE),
                values.get(MAXIMUM_POSTS_PER_ADDRESS),
                values.get(MAXIMUM_POST_BYTES_PER_NODE));
    }

    private PostSettings() {}
}
