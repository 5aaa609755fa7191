package io.hubplane.config;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Origins of web pages (RFC 6454, section 6): a comma-separated list, or an asterisk for any. */
final class Origins {
    static final ValueType<Set<String>> TYPE = ValueType.of(
            "* or a comma-separated list of origins like https://app.example.org or http://localhost:3000,"
                    + " each without a path",
            Origins::parse,
            origins -> String.join(",", new TreeSet<>(origins)));

    private static final String ANY = "*";

    private Origins() {}

    private static Set<String> parse(String text) {
        Set<String> origins = new LinkedHashSet<>();
        Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(Origins::origin)
                .forEach(origins::add);
        if (origins.contains(ANY) && origins.size() > 1) {
            throw new IllegalArgumentException();
        }
        return origins;
    }

    /** The origin as browsers send it: scheme and host in small letters. */
    private static String origin(String text) {
        if (text.equals(ANY)) {
            return ANY;
        }
        URI uri = URI.create(text);
        boolean allowed = ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getPort() <= 65_535
                && uri.getPort() != 0
                && uri.getRawPath().isEmpty()
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
        if (!allowed) {
            throw new IllegalArgumentException();
        }
        return text.toLowerCase(Locale.ROOT);
    }
}
