package io.hubplane.config;

import io.hubplane.connection.ConnectionOptions;
import io.hubplane.dispatch.DispatchOptions;
import io.hubplane.transport.http.HttpOptions;
import java.util.Set;

/** The configuration of one hub. Immutable. */
public final class HubConfiguration {
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

    /** The names of the hub protocols that clients may speak, at least one. */
    public Set<String> supportedProtocols() {
        return values.get(ProtocolSettings.SUPPORTED_PROTOCOLS);
    }

    /** How connections behave. */
    public ConnectionOptions connection() {
        return ConnectionSettings.read(values);
    }

    /** How hub methods are called. */
    public DispatchOptions dispatch() {
        return DispatchSettings.read(values);
    }

    /** How requests are answered before a connection exists. */
    public HttpOptions http() {
        return HttpSettings.read(values);
    }
}
