package io.hubplane.transport.http;

import io.hubplane.transport.AnswerOutcome;
import io.hubplane.transport.ConnectionGateway;
import io.hubplane.transport.ForwardedAnswer;
import io.hubplane.transport.ForwardedRequest;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportException;
import io.hubplane.transport.http.answer.Answer;
import io.hubplane.transport.http.answer.Answers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * Makes long polling work without sticky sessions. A poll, POST or DELETE may reach any node; that node asks the node
 * that owns the connection for the answer. Safe for any thread.
 *
 * <p>An event stream or a WebSocket cannot be forwarded like this. A client that asks the wrong node for one gets
 * status 404, as for any unknown connection. Official clients then negotiate again and try the next transport. The last
 * one is long polling, which always works.
 *
 * <p>If the owning node does not answer in time, the connection counts as gone. The client gets status 404, since in
 * any case it can only connect again. A POST is different: its body may have been taken. Its client gets status 504,
 * unless no such node exists. It gets status 200 only when the body has been taken.
 *
 * <p>If the client of a poll disconnects before the answer, the poll is recalled. The owning node then answers at once
 * with whatever there is, and learns that nobody received that answer.
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

    /** A POST begins; returns the target of its body if the connection is another node's. */
    PostTarget post(String token, RequestInfo request) {
        return gateway.isElsewhere(token)
                ? body -> ask("POST", token, request, body, given -> given)
                : PostTarget.refusing(Answers.unknownConnection());
    }

    /**
     * Asks the node that owns a connection.
     *
     * @param change changes the answer
     * @return completed with the answer; to be cancelled if the client disconnects first
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
            answer.complete(Answers.unknownConnection());
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
        return method.equals("POST") && !never ? PostAnswers.unanswered() : Answers.unknownConnection();
    }

    /** Answers for another node; a POST is answered when its body has been taken. Does not block. */
    CompletableFuture<ForwardedAnswer> answer(ForwardedRequest request) {
        Optional<TransportConnection> found = gateway.find(request.token());
        CompletableFuture<Answer> answer = found.isEmpty()
                ? CompletableFuture.completedFuture(Answers.unknownConnection())
                : answer(found.get(), request);
        return answer.thenApply(Answer::forwarded);
    }

    private CompletableFuture<Answer> answer(TransportConnection connection, ForwardedRequest request) {
        return switch (request.method()) {
            case "GET" -> {
                CompletableFuture<Answer> poll = polling.pollElsewhere(connection, request.request());
                CompletionStage<Void> recalled = request.recalled();
                recalled.thenRun(() -> poll.complete(Answers.nothingYet()));
                yield poll;
            }
            case "POST" -> polling.post(connection, request.request()).whole(request.body());
            case "DELETE" -> CompletableFuture.completedFuture(polling.delete(connection, request.request()));
            default -> CompletableFuture.completedFuture(Answer.text(405, ""));
        };
    }
}
