package io.hubplane.transport.http;

import io.hubplane.transport.http.answer.Answer;
import jakarta.servlet.http.HttpServletResponse;

/** Answers to POSTs whose body is refused. Each names the setting that refuses it. */
final class PostAnswers {
    private static final int TOO_MANY_REQUESTS = 429;

    private PostAnswers() {}

    static Answer tooLong(int maximumSize) {
        return Answer.text(
                HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                "The body is longer than hubplane.maximum-post-size allows (" + maximumSize + " bytes)");
    }

    static Answer tooSlow(PostOptions options) {
        return Answer.text(
                HttpServletResponse.SC_REQUEST_TIMEOUT,
                "The body came too slowly: it must arrive within "
                        + options.timeout().toMillis()
                        + " ms (hubplane.receive-timeout), at " + options.minimumRate()
                        + " bytes per second or faster (hubplane.minimum-post-rate)");
    }

    static Answer tooManyHere() {
        return tryAgain(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "Too many POSTs are under way (hubplane.maximum-posts-per-node)");
    }

    static Answer tooManyOfOne() {
        return tryAgain(
                TOO_MANY_REQUESTS,
                "Too many POSTs from this address are under way (hubplane.maximum-posts-per-address)");
    }

    static Answer noMemory() {
        return tryAgain(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "The bodies of POSTs use all memory they may (hubplane.maximum-post-bytes-per-node)");
    }

    private static Answer tryAgain(int status, String text) {
        return Answer.text(status, text + "; try again").with("Retry-After", "1");
    }

    /** The client disconnected before its body was complete. */
    static Answer broken() {
        return Answer.text(HttpServletResponse.SC_BAD_REQUEST, "");
    }

    /** Another node was asked to take the body, and has not answered. */
    static Answer unanswered() {
        return Answer.text(
                HttpServletResponse.SC_GATEWAY_TIMEOUT,
                "The connection's node has not answered; it may or may not have taken the body");
    }

    static Answer failed() {
        return Answer.text(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "");
    }
}
