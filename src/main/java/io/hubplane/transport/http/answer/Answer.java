package io.hubplane.transport.http.answer;

import io.hubplane.transport.AnswerOutcome;
import io.hubplane.transport.ForwardedAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer, except for headers that depend only on the request.
 *
 * @param headers headers besides those that the body needs; they are not passed on between nodes
 * @param status the HTTP status
 * @param contentType the type of the body, or empty for an answer without a body
 * @param body the body; must not be changed
 * @param ended called once with the outcome of the answer; null if nobody needs to know it
 */
@SuppressWarnings("ArrayRecordComponent") // carried as it is; never compared
public record Answer(
        Map<String, String> headers,
        int status,
        String contentType,
        byte[] body,
        @Nullable Consumer<AnswerOutcome> ended) {
    private static final byte[] NOTHING = {};

    Answer(int status, String contentType, byte[] body) {
        this(Map.of(), status, contentType, body, null);
    }

    /** An answer with status 200 and JSON. */
    public static Answer json(String body) {
        return new Answer(HttpServletResponse.SC_OK, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer with a plain text. */
    public static Answer text(int status, String body) {
        return new Answer(status, "text/plain", body.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer with status 200 and what a poll has brought. */
    public static Answer bytes(byte[] body) {
        return new Answer(HttpServletResponse.SC_OK, "application/octet-stream", body);
    }

    /** An answer with status 204. */
    public static Answer noContent() {
        return new Answer(HttpServletResponse.SC_NO_CONTENT, "", NOTHING);
    }

    /** The answer of another node. */
    public static Answer of(ForwardedAnswer answer) {
        return new Answer(Map.of(), answer.status(), answer.contentType(), answer.body(), answer.ended());
    }

    /** The same answer, for the node that writes it. */
    public ForwardedAnswer forwarded() {
        return new ForwardedAnswer(status, contentType, body, ended);
    }

    /** The same answer with one header besides those that the body needs. */
    public Answer with(String header, String value) {
        return new Answer(Map.of(header, value), status, contentType, body, ended);
    }

    /** The same answer, with a listener for its outcome. */
    public Answer telling(Consumer<AnswerOutcome> listener) {
        return new Answer(headers, status, contentType, body, listener);
    }

    /** Tells the listener, if there is one, the outcome of the answer. */
    public void end(AnswerOutcome outcome) {
        if (ended != null) {
            ended.accept(outcome);
        }
    }

    /** Whether the answer carries messages; they are lost if it cannot be written. */
    public boolean carriesMessages() {
        return status == HttpServletResponse.SC_OK && !isEmpty();
    }

    boolean isEmpty() {
        return body.length == 0;
    }

    /** Writes the answer, whose body must be short: the thread waits for the client to take it. */
    public void writeTo(HttpServletResponse response) throws IOException {
        writeHeadTo(response);
        if (!isEmpty()) {
            response.getOutputStream().write(body);
        }
    }

    void writeHeadTo(HttpServletResponse response) {
        response.setStatus(status);
        headers.forEach(response::setHeader);
        if (!contentType.isEmpty()) {
            response.setContentType(contentType);
            response.setContentLength(body.length);
        }
    }
}
