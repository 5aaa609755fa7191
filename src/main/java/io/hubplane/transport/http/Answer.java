package io.hubplane.transport.http;

import io.hubplane.transport.RelayedAnswer;
import io.hubplane.transport.TransportType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A whole answer, apart from headers that depend on the request alone.
 *
 * @param status the HTTP status
 * @param contentType the type of the body, or empty for an answer without a body
 * @param body the body; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // carried as it is; never compared
record Answer(int status, String contentType, byte[] body) {
    private static final byte[] NOTHING = {};

    static Answer json(String body) {
        return new Answer(HttpServletResponse.SC_OK, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer text(int status, String body) {
        return new Answer(status, "text/plain", body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer bytes(byte[] body) {
        return new Answer(HttpServletResponse.SC_OK, "application/octet-stream", body);
    }

    static Answer noContent() {
        return new Answer(HttpServletResponse.SC_NO_CONTENT, "", NOTHING);
    }

    static Answer unknownConnection() {
        return text(HttpServletResponse.SC_NOT_FOUND, "No Connection with that ID");
    }

    static Answer otherTransport() {
        return text(HttpServletResponse.SC_BAD_REQUEST, "Cannot change transports mid-connection");
    }

    static Answer conflict() {
        return text(HttpServletResponse.SC_CONFLICT, "");
    }

    static Answer notSupported(TransportType type) {
        return text(
                HttpServletResponse.SC_NOT_FOUND,
                type.protocolName() + " transport not supported by this end point type");
    }

    static Answer of(RelayedAnswer answer) {
        return new Answer(answer.status(), answer.contentType(), answer.body());
    }

    RelayedAnswer relayed() {
        return new RelayedAnswer(status, contentType, body);
    }

    boolean isEmpty() {
        return body.length == 0;
    }

    void writeTo(HttpServletResponse response) throws IOException {
        writeHeadTo(response);
        if (!isEmpty()) {
            response.getOutputStream().write(body);
        }
    }

    void writeHeadTo(HttpServletResponse response) {
        response.setStatus(status);
        if (!contentType.isEmpty()) {
            response.setContentType(contentType);
            response.setContentLength(body.length);
        }
    }
}
