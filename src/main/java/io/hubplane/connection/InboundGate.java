package io.hubplane.connection;

/**
 * Lets the thread that reads a connection in, and sees to it that the connection's end is carried out exactly once and
 * never while that thread is inside: by whoever ends the connection, or else by the reading thread on its way out. So
 * nobody waits for a reading thread, and a receiver is never called by two threads. Safe for any thread.
 */
final class InboundGate {
    private boolean inside;
    private boolean ended;
    private boolean carriedOut;

    /** Whether the reading thread may go in. */
    synchronized boolean enter() {
        if (ended) {
            return false;
        }
        inside = true;
        return true;
    }

    /** The reading thread goes out; true if it has to carry out the end. */
    synchronized boolean leave() {
        inside = false;
        return claimEnd();
    }

    /** Nobody may go in any more; true if the caller has to carry out the end. */
    synchronized boolean end() {
        ended = true;
        return claimEnd();
    }

    synchronized boolean isInside() {
        return inside;
    }

    private boolean claimEnd() {
        if (inside || !ended || carriedOut) {
            return false;
        }
        carriedOut = true;
        return true;
    }
}
