package io.hubplane.config;

import io.hubplane.connection.ConnectionOptions;
import io.hubplane.dispatch.DispatchOptions;
import io.hubplane.transport.http.HttpOptions;
import io.hubplane.transport.http.PostOptions;
import java.util.Set;

/** The configuration of one hub. Immutable. */
public final class HubConfiguration {
    /** How many bytes framing adds to a message in the body of a POST, at most, with either protocol. */
    private static final int FRAMING = 5;

    private final SettingValues values;

    HubConfiguration(SettingValues values) {
        this.values = values;
    }

    /**
     * The hub's name in keys: its path without the first slash, the other slashes replaced by dots.
     *
     * @param path the hub's path, for example {@code /chat} or {@code /games/chess}
     * @return the name, for example {@code chat} or {@code games.chess}
     */
    public static String key(String path) {
        return path.substring(1).replace('/', '.');
    }

    /**
     * The hub protocols clients may speak.
     *
     * @return their names, at least one
     */
    public Set<String> supportedProtocols() {
        return values.get(Settings.SUPPORTED_PROTOCOLS);
    }

    /**
     * How connections behave.
     *
     * @return the options
     */
    public ConnectionOptions connection() {
        return ConnectionSettings.read(values);
    }

    /**
     * How hub methods are called.
     *
     * @return the options
     */
    public DispatchOptions dispatch() {
        return DispatchSettings.read(values);
    }

    /**
     * How requests are answered before a connection exists.
     *
     * @return the options
     */
    public HttpOptions http() {
        return new HttpOptions(
                values.get(Settings.ALLOWED_ORIGINS),
                values.get(Settings.MINIMUM_PROTOCOL_VERSION),
                values.get(Settings.TRANSPORTS),
                values.get(Settings.ALLOW_STATEFUL_RECONNECTS),
                values.get(Settings.POLL_TIMEOUT),
                values.get(TimeoutSettings.DISCONNECT_TIMEOUT),
                values.get(Settings.SUB_PROTOCOLS),
                posts());
    }

    private PostOptions posts() {
        // A message may have to be sent by POST.
        int longest = Math.max(
                values.get(PostSettings.MAXIMUM_POST_SIZE),
                Math.min(values.get(ConnectionSettings.MAXIMUM_RECEIVE_MESSAGE_SIZE), Integer.MAX_VALUE - FRAMING)
                        + FRAMING);
        return new PostOptions(
                longest, values.get(PostSettings.RECEIVE_TIMEOUT), values.get(PostSettings.MINIMUM_POST_RATE));
    }
}
