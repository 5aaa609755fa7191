package io.hubplane.transport.http;

import jakarta.servlet.http.HttpServletResponse;

/** What is said to a POST whose body is not taken: the setting by which, and a way out. */
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
                "The body came too slowly: it has " + options.timeout().toMillis()
                        + " ms (hubplane.receive-timeout), and must come at " + options.minimumRate()
                        + " bytes per second (hubplane.minimum-post-rate)");
    }

    static Answer tooManyHere() {
        return Answer.text(
                        HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                        "Too many POSTs are under way (hubplane.maximum-posts-per-node); try again")
                .with("Retry-After", "1");
    }

    static Answer tooManyOfOne() {
        return Answer.text(
                        TOO_MANY_REQUESTS,
                        "Too many POSTs of this address are under way (hubplane.maximum-posts-per-address); try again")
                .with("Retry-After", "1");
    }

    static Answer noMemory() {
        return Answer.text(
                        HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                        "The bodies of POSTs take all the memory they may (hubplane.maximum-post-bytes-per-node); try again")
                .with("Retry-After", "1");
    }

    /** The client broke off. */
    static Answer broken() {
        return Answer.text(HttpServletResponse.SC_BAD_REQUEST, "");
    }

    /** Another node was asked to take the body, and has not said whether it has. */
    static Answer unanswered() {
        return Answer.text(
                HttpServletResponse.SC_GATEWAY_TIMEOUT,
                "The connection's node has not answered; it may have taken the body or not");
    }

    static Answer failed() {
        return Answer.text(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "");
    }
}
