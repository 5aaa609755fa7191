package io.hubplane.transport;

import java.util.Objects;

/**
 * A request about a connection of another node, on its way there: a long poll, or what the client sends beside it.
 *
 * @param method the HTTP method: {@code GET}, {@code POST} or {@code DELETE}
 * @param token the connection's token
 * @param request the rest of the request
 * @param body the body; empty if there is none; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // carried as it is; never compared
public record RelayedRequest(String method, String token, RequestInfo request, byte[] body) {
    public RelayedRequest {
        Objects.requireNonNull(method);
        Objects.requireNonNull(token);
        Objects.requireNonNull(request);
        Objects.requireNonNull(body);
    }
}
