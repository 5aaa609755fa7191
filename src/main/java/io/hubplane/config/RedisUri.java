package io.hubplane.config;

import io.hubplane.backplane.redis.RedisOptions;
import io.hubplane.backplane.redis.topology.RedisAddress;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a Redis, of its sentinels, or of a Cluster; see {@link RedisOptions#uri}. */
final class RedisUri {
    static final ValueType<URI> TYPE = new ValueType<>(
            RedisAddress.SYNTAX + ", " + RedisAddress.OTHER_SYNTAX
                    + ", or the same with rediss, the port from 1 to 65535 and special characters of the password"
                    + " percent-encoded",
            RedisUri::parse,
            uri -> mask(uri.toString()),
            RedisUri::mask);

    private static final Pattern SCHEME = Pattern.compile("rediss?(\\+\\w+)?://", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLACE = Pattern.compile(
            "(\\[[0-9a-fA-F:.]+]|[\\w.-]*)(:\\d{1,5})?(,[\\w.-]+(:\\d{1,5})?)*(/\\d*)?(\\?master=[\\w.-]*)?");

    private RedisUri() {}

    private static URI parse(String text) {
        URI uri = URI.create(text);
        RedisOptions.requireAddress(uri);
        return uri;
    }

    /**
     * The text with everything that may be a password replaced by asterisks. It need not be a URI: everything is taken
     * for a password except the user and what is certainly host, port and database.
     */
    static String mask(String text) {
        Matcher scheme = SCHEME.matcher(text);
        int start = scheme.lookingAt() ? scheme.end() : 0;
        int at = text.indexOf('@', start) < 0 ? start : text.lastIndexOf('@') + 1;
        String place = text.substring(at);
        return text.substring(0, start)
                + (at == start ? "" : maskUser(text.substring(start, at - 1)))
                + (PLACE.matcher(place).matches() ? place : "***");
    }

    private static String maskUser(String userInfo) {
        int colon = userInfo.indexOf(':');
        return (colon < 0 ? "" : userInfo.substring(0, colon) + ":") + "***@";
    }
}
