package io.hubplane.transport.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A whole answer.
 *
 * @param status the HTTP status
 * @param contentType the type of the body, or empty for an answer without a body
 * @param body the body
 */
record Answer(int status, String contentType, String body) {
    static Answer json(String body) {
        return new Answer(HttpServletResponse.SC_OK, "application/json", body);
    }

    static Answer text(int status, String body) {
        return new Answer(status, "text/plain", body);
    }

    static Answer noContent() {
        return new Answer(HttpServletResponse.SC_NO_CONTENT, "", "");
    }

    void writeTo(HttpServletResponse response) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        if (!contentType.isEmpty()) {
            response.setContentType(contentType);
            response.setContentLength(bytes.length);
        }
        response.getOutputStream().write(bytes);
    }
}
