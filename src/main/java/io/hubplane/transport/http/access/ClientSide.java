package io.hubplane.transport.http.access;

import org.jspecify.annotations.Nullable;

/**
 * A request as the client sent it, before trusted proxies passed it on.
 *
 * @param address the client's address
 * @param host the host that the client asks for, with the port unless it is the scheme's default; null if the client
 *     names none
 * @param secure whether the client uses TLS
 */
record ClientSide(String address, @Nullable String host, boolean secure) {}
