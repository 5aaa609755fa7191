package io.hubplane.connection.outbound;

import io.hubplane.transport.Transport;
import org.jspecify.annotations.Nullable;

/** The owner of a queue, with its own frames. It ignores all events, except those that a test overrides. */
abstract class FakeOwner implements QueueOwner {
    private final SharedFrames frames = new SharedFrames();

    @Override
    public final SharedFrames frames() {
        return frames;
    }

    @Override
    public void frameSent(int messages, int bytes) {}

    @Override
    public void dropped(int messages) {}

    @Override
    public void sendFailed(@Nullable Transport failed, Throwable failure) {}
}
