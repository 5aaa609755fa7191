package io.hubplane.transport.http;

import io.hubplane.transport.Batch;
import io.hubplane.transport.Transport.Completion;

/** A batch that waits for a poll, or for what became of the answer to one. */
final class HeldBatch {
    final Batch batch;
    final Completion completion;

    /**
     * Makes a batch that waits.
     *
     * @param completion told once, when the batch has left or never will
     */
    HeldBatch(Batch batch, Completion completion) {
        this.batch = batch;
        this.completion = completion;
    }
}
