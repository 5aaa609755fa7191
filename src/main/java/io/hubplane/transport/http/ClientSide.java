package io.hubplane.transport.http;

import org.jspecify.annotations.Nullable;

/**
 * A request as its client sees it, on the other side of proxies that are trusted.
 *
 * @param address the address it comes from
 * @param host the host it asks, with the port unless that is the scheme's own; null if it says none
 * @param secure whether it asks over TLS
 */
record ClientSide(String address, @Nullable String host, boolean secure) {}
