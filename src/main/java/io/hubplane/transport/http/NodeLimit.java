package io.hubplane.transport.http;

/** What a node has room for before a connection exists, and how it refuses more. */
enum NodeLimit {
    CONNECTIONS("maximum-connections", 503, 10, "This node has all the connections it may have"),
    CONNECTIONS_OF_ADDRESS(
            "maximum-connections-per-address",
            429,
            10,
            "This node has all the connections from your address it may have"),
    WAITING("maximum-waiting-negotiations", 503, 2, "Too many clients have negotiated here and not connected yet"),
    WAITING_OF_ADDRESS(
            "maximum-waiting-negotiations-per-address",
            429,
            2,
            "Too many clients at your address have negotiated and not connected yet"),
    RATE_OF_ADDRESS(
            "maximum-negotiations-per-second-per-address",
            429,
            1,
            "Your address asks for too many connections a second"),
    HEADERS("maximum-header-bytes", 431, 0, "The request's headers, cookies and query are too long");

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

    /** The setting's name, without {@code hubplane.}. */
    String key() {
        return key;
    }

    /** The answer to what is refused. */
    Answer answer() {
        String behindProxy = status == TOO_MANY_REQUESTS
                ? ". If a proxy has this address and its clients do not, it has to be one of hubplane.trusted-proxies."
                : ".";
        Answer refusal = Answer.text(status, text + " (hubplane." + key + ")" + behindProxy);
        return retryAfterSeconds == 0 ? refusal : refusal.with("Retry-After", Integer.toString(retryAfterSeconds));
    }
}
