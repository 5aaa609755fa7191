package io.hubplane.backplane.redis.topology;

import java.util.Arrays;
import java.util.regex.Pattern;

/** What can be at the address of Redis. */
public enum RedisForm {
    /** One Redis, always in the same place. */
    STANDALONE("", 6379, "|/|/(?<database>\\d{1,9})", ""),
    /** One Redis at a time; sentinels know which. */
    SENTINEL("+sentinel", 26379, "|/|/(?<database>\\d{1,9})", "master=(?<master>[\\w.-]+)"),
    /** Several Redis, each for a part of the channels. */
    CLUSTER("+cluster", 6379, "|/", "");

    private final String scheme;
    /** The port where the address names none. */
    final int port;

    private final String path;
    private final String query;

    RedisForm(String scheme, int port, String path, String query) {
        this.scheme = scheme;
        this.port = port;
        this.path = path;
        this.query = query;
    }

    /** The form for what follows {@code redis} or {@code rediss} in a scheme. */
    static RedisForm ofScheme(String end) {
        return Arrays.stream(values())
                .filter(form -> form.scheme.equalsIgnoreCase(end))
                .findFirst()
                .orElseThrow();
    }

    /** What its addresses may have as path. */
    Pattern path() {
        return Pattern.compile(path);
    }

    /** What its addresses have as query. */
    Pattern query() {
        return Pattern.compile(query);
    }
}
