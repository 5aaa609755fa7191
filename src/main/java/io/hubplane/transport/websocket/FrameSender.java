package io.hubplane.transport.websocket;

import io.hubplane.transport.Batch;
import io.hubplane.transport.Transport.Completion;

/**
 * Hands one batch after another to a container as frames.
 *
 * <p>The next batch may come only after the completion of the one before, on any thread. Containers call completions on
 * their own threads or on the sender's; some hold a lock of their own then.
 */
interface FrameSender {
    /**
     * Sends a batch as one frame without waiting for the peer.
     *
     * @param batch the batch
     * @param completion called exactly once, with the container's exception if it threw one
     */
    void send(Batch batch, Completion completion);

    /**
     * The session ends now: lets no further send begin, and returns when no thread is inside a send any more. Safe for
     * any thread.
     */
    default void end() {}
}
