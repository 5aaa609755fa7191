package io.hubplane.transport;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * A poll, POST or DELETE for a connection of another node, to be sent to that node.
 *
 * @param method the HTTP method: {@code GET}, {@code POST} or {@code DELETE}
 * @param token the connection's token
 * @param request the rest of the request
 * @param body the body, empty if there is none; must not be changed
 * @param waiting how long the other node may hold the request back on purpose, as with a poll; 0 if it must not
 * @param recalled completed when the answer to a poll is needed at once, whatever it is: the client has disconnected,
 *     or the forwarding node shuts down. It has no effect after the answer
 */
@SuppressWarnings("ArrayRecordComponent") // carried as it is; never compared
public record ForwardedRequest(
        String method,
        String token,
        RequestInfo request,
        byte[] body,
        Duration waiting,
        CompletableFuture<Void> recalled) {
    public ForwardedRequest {
        Objects.requireNonNull(method);
        Objects.requireNonNull(token);
        Objects.requireNonNull(request);
        Objects.requireNonNull(body);
        Objects.requireNonNull(waiting);
        Objects.requireNonNull(recalled);
    }

    /**
     * A request that is never recalled.
     *
     * @param method the HTTP method: {@code GET}, {@code POST} or {@code DELETE}
     * @param token the connection's token
     * @param request the rest of the request
     * @param body the body, empty if there is none; must not be changed
     * @param waiting how long the other node may hold the request back on purpose
     */
    public ForwardedRequest(String method, String token, RequestInfo request, byte[] body, Duration waiting) {
        this(method, token, request, body, waiting, new CompletableFuture<>());
    }
}
