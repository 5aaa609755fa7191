package io.hubplane.transport.http;

import java.util.Set;

/** Options that differ from the defaults in one thing. */
final class HttpOptionsFixture {
    private HttpOptionsFixture() {}

    static HttpOptions allowing(Set<String> origins) {
        HttpOptions defaults = HttpOptions.DEFAULTS;
        return new HttpOptions(
                origins,
                defaults.minimumProtocolVersion(),
                defaults.transports(),
                defaults.allowStatefulReconnects(),
                defaults.pollTimeout(),
                defaults.disconnectTimeout(),
                defaults.subProtocols());
    }
}
