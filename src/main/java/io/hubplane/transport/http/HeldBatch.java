package io.hubplane.transport.http;

import io.hubplane.transport.Batch;
import io.hubplane.transport.Transport.Completion;

/** A batch that waits for a poll, or for the outcome of the answer to a poll. */
final class HeldBatch {
    final Batch batch;
    final Completion completion;

    /**
     * Makes a batch that waits.
     *
     * @param completion called once, when the batch has left or will never leave
     */
    HeldBatch(Batch batch, Completion completion) {
        this.batch = batch;
        this.completion = completion;
    }
}
