package io.hubplane.transport.http.access;

import io.hubplane.transport.http.answer.Answer;

/** The limits that apply before a connection exists, and how each refuses a request. */
enum NodeLimit {
    CONNECTIONS("maximum-connections", 503, 10, "This node has reached its limit of connections"),
    CONNECTIONS_OF_ADDRESS(
            "maximum-connections-per-address",
            429,
            10,
            "This node has reached its limit of connections from your address"),
    WAITING("maximum-waiting-negotiations", 503, 2, "Too many clients have negotiated but not yet connected"),
    WAITING_OF_ADDRESS(
            "maximum-waiting-negotiations-per-address",
            429,
            2,
            "Too many clients at your address have negotiated but not yet connected"),
    RATE_OF_ADDRESS(
            "maximum-negotiations-per-second-per-address",
            429,
            1,
            "Your address asks for too many connections per second"),
    HEADERS("maximum-header-bytes", 431, 0, "The request's headers, cookies and query together are too long");

    private static final int TOO_MANY_REQUESTS = 429;

    private final String key;
    private final int status;
    private final int retryAfterSeconds;
    private final String text;

    NodeLimit(String key, int status, int retryAfterSeconds, String text) {
        this.key = key;
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
        this.text = text;
    }

    /** The name of the setting, without {@code hubplane.}. */
    String key() {
        return key;
    }

    /** The answer to a request that the limit refuses. */
    Answer answer() {
        String behindProxy = status == TOO_MANY_REQUESTS
                ? ". If this is the address of a proxy, list it in hubplane.trusted-proxies."
                : ".";
        Answer refusal = Answer.text(status, text + " (hubplane." + key + ")" + behindProxy);
        return retryAfterSeconds == 0 ? refusal : refusal.with("Retry-After", Integer.toString(retryAfterSeconds));
    }
}
