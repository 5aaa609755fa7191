package io.hubplane.protocol;

import java.util.Objects;

/**
 * What a client asks for before the first hub message (Hub Protocol, <em>Overview</em>).
 *
 * @param protocol the name of the hub protocol
 * @param version its version
 */
public record HandshakeRequest(String protocol, int version) {
    public HandshakeRequest {
        Objects.requireNonNull(protocol);
    }
}
