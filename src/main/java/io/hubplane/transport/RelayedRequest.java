package io.hubplane.transport;

import java.time.Duration;
import java.util.Objects;

/**
 * A request about a connection of another node, on its way there: a long poll, or what the client sends beside it.
 *
 * @param method the HTTP method: {@code GET}, {@code POST} or {@code DELETE}
 * @param token the connection's token
 * @param request the rest of the request
 * @param body the body; empty if there is none; not to be changed
 * @param waiting how long the other node may keep the request waiting on purpose, as it does with a poll; 0 if it may not
 */
@SuppressWarnings("ArrayRecordComponent") // carried as it is; never compared
public record RelayedRequest(String method, String token, RequestInfo request, byte[] body, Duration waiting) {
    public RelayedRequest {
        Objects.requireNonNull(method);
        Objects.requireNonNull(token);
        Objects.requireNonNull(request);
        Objects.requireNonNull(body);
        Objects.requireNonNull(waiting);
    }
}
