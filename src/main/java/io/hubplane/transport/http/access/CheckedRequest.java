package io.hubplane.transport.http.access;

import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.http.answer.Answer;
import jakarta.servlet.http.HttpServletResponse;

/**
 * A request that was let in.
 *
 * @param info a copy of the request, with the identity of its sender
 * @param challenge the {@code WWW-Authenticate} header that tells the client that its token was not accepted; empty if
 *     there is nothing to tell
 */
public record CheckedRequest(RequestInfo info, String challenge) {
    /**
     * Changes a 403 into a challenge if the request's token was not believed. The client may then be taken for another
     * user only for that reason. Official clients answer a challenge with a new token and try again.
     */
    public Answer challenging(Answer answer) {
        return answer.status() == HttpServletResponse.SC_FORBIDDEN && !challenge.isEmpty()
                ? Answer.text(HttpServletResponse.SC_UNAUTHORIZED, "").with("WWW-Authenticate", challenge)
                : answer;
    }
}
