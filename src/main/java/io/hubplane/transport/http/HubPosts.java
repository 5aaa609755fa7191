package io.hubplane.transport.http;

import io.hubplane.transport.http.answer.Answer;

/**
 * What the POSTs to one hub share.
 *
 * @param hub the hub's name, for the observer
 * @param options the limits of a POST
 * @param posts all POSTs to the node
 */
record HubPosts(String hub, PostOptions options, Posts posts) {
    /** Reports a POST that is too long, and returns the answer to it. */
    Answer tooLong() {
        posts.observer().limitReached(hub, "maximum-post-size");
        return PostAnswers.tooLong(options.maximumSize());
    }

    /** Reports a POST that is too slow, and returns the answer to it. */
    Answer tooSlow() {
        posts.observer().limitReached(hub, "receive-timeout");
        return PostAnswers.tooSlow(options);
    }
}
