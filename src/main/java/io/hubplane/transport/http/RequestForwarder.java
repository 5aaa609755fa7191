package io.hubplane.transport.http;

import io.hubplane.transport.AnswerOutcome;
import io.hubplane.transport.ConnectionGateway;
import io.hubplane.transport.ForwardedAnswer;
import io.hubplane.transport.ForwardedRequest;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * Lets long polling do without sticky sessions: a poll, and what the client sends beside it, may reach any node, which
 * has the node answer that owns the connection. Safe for any thread.
 *
 * <p>A stream of events or a WebSocket can not be moved like this. A client that asks the wrong node for one gets status
 * 404 as for any unknown connection; the official clients then negotiate anew and try the next transport, the last of which is
 * long polling and always works.
 *
 * <p>If the owning node gives no answer in time, the connection is taken for gone: status 404, since whatever else a
 * client were told, all it can do is to connect anew. But a POST may have been taken then: its client is told so, by status
 * 504, unless there is no such node. It is told 200 only when its body has been taken.
 *
 * <p>A poll whose client is gone before its answer is recalled: the owning node answers it at once, by whatever there is,
 * and learns that nobody was given that.
 */
final class RequestForwarder {
    private static final byte[] NOTHING = {};

    private final ConnectionGateway gateway;
    private final LongPolling polling;
    private final Duration pollTimeout;

    RequestForwarder(ConnectionGateway gateway, LongPolling polling, Duration pollTimeout) {
        this.gateway = gateway;
        this.polling = polling;
        this.pollTimeout = pollTimeout;
    }

    /** A POST begins: where its body leads if its connection is another node's. */
    PostTarget post(String token, RequestInfo request) {
        return gateway.isElsewhere(token)
                ? body -> ask("POST", token, request, body, given -> given)
                : PostTarget.refusing(Answer.unknownConnection());
    }

    /**
     * Asks the node that owns a connection.
     *
     * @param change changes the answer
     * @return completed with the answer; to be cancelled if the client is gone before
     */
    CompletableFuture<Answer> ask(String method, String token, RequestInfo request, UnaryOperator<Answer> change) {
        return ask(method, token, request, NOTHING, change);
    }

    private CompletableFuture<Answer> ask(
            String method, String token, RequestInfo request, byte[] bytes, UnaryOperator<Answer> change) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        CompletableFuture<Void> recalled = new CompletableFuture<>();
        Duration waiting = method.equals("GET") ? pollTimeout : Duration.ZERO;
        ForwardedRequest forwarded = new ForwardedRequest(method, token, request, bytes, waiting, recalled);
        Optional<CompletionStage<ForwardedAnswer>> asked = gateway.forward(forwarded);
        if (asked.isEmpty()) {
            answer.complete(Answer.unknownConnection());
            return answer;
        }
        asked.get().whenComplete((given, failure) -> {
            Answer changed = change.apply(failure == null ? Answer.of(given) : unanswered(method, failure));
            if (!answer.complete(changed)) {
                changed.end(AnswerOutcome.NOT_BEGUN);
            }
        });
        CompletionStage<Answer> stage = answer;
        stage.whenComplete((given, canceled) -> {
            if (canceled != null) {
                recalled.complete(null);
            }
        });
        return answer;
    }

    private static Answer unanswered(String method, Throwable failure) {
        boolean never = failure instanceof TransportException;
        return method.equals("POST") && !never ? PostAnswers.unanswered() : Answer.unknownConnection();
    }

    /** Answers for another node, when what a POST brought has been taken. Does not block. */
    CompletableFuture<ForwardedAnswer> answer(ForwardedRequest request) {
        Optional<TransportConnection> found = gateway.find(request.token());
        CompletableFuture<Answer> answer = found.isEmpty()
                ? CompletableFuture.completedFuture(Answer.unknownConnection())
                : answer(found.get(), request);
        return answer.thenApply(Answer::forwarded);
    }

    private CompletableFuture<Answer> answer(TransportConnection connection, ForwardedRequest request) {
        return switch (request.method()) {
            case "GET" -> {
                CompletableFuture<Answer> poll = polling.pollElsewhere(connection, request.request());
                CompletionStage<Void> recalled = request.recalled();
                recalled.thenRun(() -> poll.complete(Answer.nothingYet()));
                yield poll;
            }
            case "POST" -> polling.post(connection, request.request()).whole(request.body());
            case "DELETE" -> CompletableFuture.completedFuture(polling.delete(connection, request.request()));
            default -> CompletableFuture.completedFuture(Answer.text(405, ""));
        };
    }
}
