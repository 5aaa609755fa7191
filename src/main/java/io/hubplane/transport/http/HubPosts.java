package io.hubplane.transport.http;

/**
 * What the POSTs to one hub share.
 *
 * @param hub the hub's name, for the observer
 * @param options what a POST may be
 * @param posts all POSTs to the node
 */
record HubPosts(String hub, PostOptions options, Posts posts) {
    /** The answer to a POST that is too long. */
    Answer tooLong() {
        posts.observer().limitReached(hub, "maximum-post-size");
        return PostAnswers.tooLong(options.maximumSize());
    }

    /** The answer to a POST that is late. */
    Answer tooSlow() {
        posts.observer().limitReached(hub, "receive-timeout");
        return PostAnswers.tooSlow(options);
    }
}
