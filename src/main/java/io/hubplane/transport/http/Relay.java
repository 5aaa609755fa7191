package io.hubplane.transport.http;

import io.hubplane.transport.ConnectionGateway;
import io.hubplane.transport.RelayedAnswer;
import io.hubplane.transport.RelayedRequest;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Lets long polling do without sticky sessions: a poll, and what the client sends beside it, may reach any node, which
 * has the node answer that owns the connection. Safe for any thread.
 *
 * <p>A stream of events or a WebSocket can not be moved like this. A client that asks the wrong node for one gets status
 * 404 as for any unknown connection; the official clients then negotiate anew and try the next transport, the last of which is
 * long polling and always works.
 *
 * <p>If the owning node gives no answer in time, the connection is taken for gone: status 404, since whatever else a
 * client were told, all it can do is to connect anew. If the client is gone before its answer, the owning node does not
 * learn of it; that answer is lost, and the connection ends since no further poll comes.
 */
final class Relay {
    private static final byte[] NOTHING = {};

    private final ConnectionGateway gateway;
    private final LongPolling polling;
    private final Duration pollTimeout;

    Relay(ConnectionGateway gateway, LongPolling polling, Duration pollTimeout) {
        this.gateway = gateway;
        this.polling = polling;
        this.pollTimeout = pollTimeout;
    }

    /** A POST begins: where its body leads if its connection is another node's. */
    PostTarget post(String token, RequestInfo request) {
        return gateway.isElsewhere(token)
                ? body -> ask("POST", token, request, body)
                : PostTarget.refusing(Answer.unknownConnection());
    }

    /** Asks the node that owns a connection. */
    CompletableFuture<Answer> ask(String method, String token, RequestInfo request) {
        return ask(method, token, request, NOTHING);
    }

    private CompletableFuture<Answer> ask(String method, String token, RequestInfo request, byte[] bytes) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Duration waiting = method.equals("GET") ? pollTimeout : Duration.ZERO;
        gateway.relay(new RelayedRequest(method, token, request, bytes, waiting))
                .ifPresentOrElse(
                        asked -> asked.whenComplete((given, failure) ->
                                answer.complete(failure == null ? Answer.of(given) : Answer.unknownConnection())),
                        () -> answer.complete(Answer.unknownConnection()));
        return answer;
    }

    /** Answers for another node, when what a POST brought has been taken. Does not block. */
    CompletableFuture<RelayedAnswer> answer(RelayedRequest request) {
        Optional<TransportConnection> found = gateway.find(request.token());
        CompletableFuture<Answer> answer = found.isEmpty()
                ? CompletableFuture.completedFuture(Answer.unknownConnection())
                : answer(found.get(), request);
        return answer.thenApply(Answer::relayed);
    }

    private CompletableFuture<Answer> answer(TransportConnection connection, RelayedRequest request) {
        return switch (request.method()) {
            case "GET" -> polling.poll(connection, request.request());
            case "POST" -> polling.post(connection, request.request()).whole(request.body());
            case "DELETE" -> CompletableFuture.completedFuture(polling.delete(connection, request.request()));
            default -> CompletableFuture.completedFuture(Answer.text(405, ""));
        };
    }
}
