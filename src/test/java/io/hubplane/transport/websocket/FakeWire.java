package io.hubplane.transport.websocket;

import io.hubplane.transport.Wire;

/** A wire that records its calls. */
final class FakeWire implements Wire {
    boolean holdsLittle;
    boolean aborted;

    @Override
    public void holdLittle() {
        holdsLittle = true;
    }

    @Override
    public boolean isOpen() {
        return !aborted;
    }

    @Override
    public boolean holdsAnswer() {
        return false;
    }

    @Override
    public boolean tellsOfAbort() {
        return false;
    }

    @Override
    public void abort() {
        aborted = true;
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }
}
