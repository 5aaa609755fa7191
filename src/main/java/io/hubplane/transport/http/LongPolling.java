package io.hubplane.transport.http;

import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportConnection.Claim;
import io.hubplane.transport.TransportType;
import io.hubplane.transport.http.answer.Answer;
import io.hubplane.transport.http.answer.Answers;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Answers the requests of clients whose connections use plain HTTP, also those that came to another node (Transport
 * Protocols, <em>HTTP POST</em> and <em>Long Polling</em>). Statuses and texts are those of ASP.NET Core. Safe for any
 * thread.
 */
final class LongPolling {
    private final HttpTransports transports;
    private final long pollTimeout;
    private final long disconnectTimeout;

    LongPolling(HttpTransports transports, HttpOptions options) {
        this.transports = transports;
        this.pollTimeout = options.pollTimeout().toNanos();
        this.disconnectTimeout = options.disconnectTimeout().toNanos();
    }

    /** Takes a poll that came to this node. The first poll opens the connection and is answered at once. */
    CompletableFuture<Answer> poll(TransportConnection connection, RequestInfo request) {
        return poll(connection, request, false);
    }

    /** Takes a poll that came to another node. That node reports the outcome of the answer. */
    CompletableFuture<Answer> pollElsewhere(TransportConnection connection, RequestInfo request) {
        return poll(connection, request, true);
    }

    private CompletableFuture<Answer> poll(TransportConnection connection, RequestInfo request, boolean confirmed) {
        PollTransport transport = polled(connection);
        if (transport == null) {
            return CompletableFuture.completedFuture(open(connection, request));
        }
        if (!transport.receiver().renewed(request.identity())) {
            return CompletableFuture.completedFuture(Answers.otherUser());
        }
        return transport.poll(confirmed);
    }

    private Answer open(TransportConnection connection, RequestInfo request) {
        Claim claim = connection.claim(TransportType.LONG_POLLING, request);
        if (claim != Claim.GRANTED) { // TAKEN: another first poll has just claimed it
            return Answers.refused(claim);
        }
        return transports
                .add(
                        connection,
                        receiver -> new PollTransport(receiver, pollTimeout, disconnectTimeout, transports::linger))
                .open();
    }

    /** The answer to a poll did not reach its client. Its messages are lost, so the connection ends. */
    void lost(TransportConnection connection, Throwable failure) {
        PollTransport transport = polled(connection);
        if (transport != null) {
            transport.end(failure);
        }
    }

    /** A POST begins; returns the target of its body. */
    PostTarget post(TransportConnection connection, RequestInfo request) {
        HttpTransport transport = transports.find(connection);
        if (transport == null) {
            return PostTarget.refusing(Answer.text(
                    HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                    "POST requests are not allowed for WebSocket connections."));
        }
        if (!transport.receiver().renewed(request.identity())) {
            return PostTarget.refusing(Answers.otherUser());
        }
        return transport.receiver().next(request.identity());
    }

    /** Takes a DELETE: the client stops polling. */
    Answer delete(TransportConnection connection, RequestInfo request) {
        PollTransport transport = polled(connection);
        if (transport == null) {
            return Answer.text(
                    HttpServletResponse.SC_BAD_REQUEST, "Cannot terminate this connection using the DELETE endpoint.");
        }
        if (!transport.receiver().renewed(request.identity())) {
            return Answers.otherUser();
        }
        transport.end(null);
        return Answer.text(HttpServletResponse.SC_ACCEPTED, "");
    }

    private @Nullable PollTransport polled(TransportConnection connection) {
        return transports.find(connection) instanceof PollTransport transport ? transport : null;
    }
}
