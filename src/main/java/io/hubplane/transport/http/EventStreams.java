package io.hubplane.transport.http;

import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportConnection.Claim;
import io.hubplane.transport.TransportType;
import io.hubplane.transport.Wire;
import io.hubplane.transport.http.answer.Answer;
import io.hubplane.transport.http.answer.Answers;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Answers GETs of clients that accept server-sent events. Safe for any thread. */
final class EventStreams {
    private static final String CONTENT_TYPE = "text/event-stream";

    private final HttpTransports transports;

    EventStreams(HttpTransports transports) {
        this.transports = transports;
    }

    static boolean areRequestedBy(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains(CONTENT_TYPE);
    }

    /**
     * Opens a stream.
     *
     * @return the answer to a client that gets no stream
     */
    Optional<Answer> open(
            TransportConnection connection, RequestInfo info, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Claim claim = connection.claim(TransportType.SERVER_SENT_EVENTS, info);
        if (claim != Claim.GRANTED) {
            return Optional.of(Answers.refused(claim));
        }
        stream(connection, request, response);
        return Optional.empty();
    }

    private void stream(TransportConnection connection, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(CONTENT_TYPE);
        response.setHeader("Cache-Control", "no-cache,no-store");
        response.setHeader("Pragma", "no-cache");
        response.setHeader("Content-Encoding", "identity");
        // nginx gathers events before it passes them on, unless its configuration or this header forbids it.
        response.setHeader("X-Accel-Buffering", "no");
        // Undertow 2.3 calls back for the unwritten rest of an array, but not for the rest of its buffer. A buffer of
        // one byte leaves nothing there.
        response.setBufferSize(1);
        Wire wire = Wire.below(request);
        wire.holdLittle();
        if (wire != Wire.UNREACHABLE) {
            // Nothing else uses this TCP connection, so that it can be cut to end the stream.
            response.setHeader("Connection", "close");
        }
        ServletOutputStream out = response.getOutputStream();
        AsyncContext context = begin(connection, request);
        transports
                .add(connection, receiver -> new EventStream(receiver, context, out, wire))
                .open();
    }

    private static AsyncContext begin(TransportConnection connection, HttpServletRequest request) {
        try {
            AsyncContext context = request.startAsync();
            context.setTimeout(0);
            return context;
        } catch (IllegalStateException e) { // a filter on the way does not support asynchronous requests
            connection.abandoned();
            throw e;
        }
    }
}
