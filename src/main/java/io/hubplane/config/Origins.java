package io.hubplane.config;

import io.hubplane.transport.http.access.FrontDoorOptions;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/** Origins of web pages (RFC 6454, section 6): a comma-separated list, or an asterisk for any. */
final class Origins {
    static final ValueType<Set<String>> TYPE = ValueType.of(
            "* or a comma-separated list of origins like https://app.example.org, http://localhost:3000,"
                    + " capacitor://localhost or https://*.example.org for all below a domain of yours, each without a path;"
                    + " not null, which is the origin of every sandboxed frame and of every file",
            Origins::parse,
            origins -> String.join(",", new TreeSet<>(origins)));

    private static final String ANY = "*";

    private Origins() {}

    private static Set<String> parse(String text) {
        Set<String> origins = new LinkedHashSet<>();
        Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(origin -> origin.equals(ANY) ? ANY : FrontDoorOptions.requireOrigin(origin))
                .forEach(origins::add);
        if (origins.contains(ANY) && origins.size() > 1) {
            throw new IllegalArgumentException();
        }
        return origins;
    }
}
