package io.hubplane.transport;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * A request about a connection of another node, on its way there: a long poll, or what the client sends beside it.
 *
 * @param method the HTTP method: {@code GET}, {@code POST} or {@code DELETE}
 * @param token the connection's token
 * @param request the rest of the request
 * @param body the body; empty if there is none; not to be changed
 * @param waiting how long the other node may keep the request waiting on purpose, as it does with a poll; 0 if it may not
 * @param recalled completed when the answer to a poll is wanted at once, whatever there is: its client is gone, or the node
 *     that has forwarded it goes away. Nothing happens if the answer has been given
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
     * A request that nobody recalls.
     *
     * @param method the HTTP method: {@code GET}, {@code POST} or {@code DELETE}
     * @param token the connection's token
     * @param request the rest of the request
     * @param body the body; empty if there is none; not to be changed
     * @param waiting how long the other node may keep the request waiting on purpose
     */
    public ForwardedRequest(String method, String token, RequestInfo request, byte[] body, Duration waiting) {
        this(method, token, request, body, waiting, new CompletableFuture<>());
    }
}
