package io.hubplane.transport.http;

import io.hubplane.transport.TransportType;
import java.util.List;
import java.util.Set;

/** Options that differ from the defaults in one value. */
final class HttpOptionsFixture {
    private static final HttpOptions DEFAULTS = HttpOptions.DEFAULTS;

    private HttpOptionsFixture() {}

    static HttpOptions allowing(Set<String> origins) {
        return options(origins, 0, DEFAULTS.transports(), false, List.of());
    }

    static HttpOptions minimumVersion(int version) {
        return options(Set.of(), version, DEFAULTS.transports(), false, List.of());
    }

    static HttpOptions serving(TransportType... transports) {
        return options(Set.of(), 0, Set.of(transports), false, List.of());
    }

    static HttpOptions reconnecting(TransportType... transports) {
        return options(Set.of(), 0, Set.of(transports), true, List.of());
    }

    static HttpOptions speaking(String... subProtocols) {
        return options(Set.of(), 0, DEFAULTS.transports(), false, List.of(subProtocols));
    }

    static HttpOptions posting(PostOptions posts) {
        return new HttpOptions(
                Set.of(),
                0,
                DEFAULTS.transports(),
                false,
                DEFAULTS.pollTimeout(),
                DEFAULTS.disconnectTimeout(),
                List.of(),
                posts);
    }

    private static HttpOptions options(
            Set<String> origins,
            int minimumVersion,
            Set<TransportType> transports,
            boolean reconnects,
            List<String> subProtocols) {
        return new HttpOptions(
                origins,
                minimumVersion,
                transports,
                reconnects,
                DEFAULTS.pollTimeout(),
                DEFAULTS.disconnectTimeout(),
                subProtocols,
                DEFAULTS.posts());
    }
}
