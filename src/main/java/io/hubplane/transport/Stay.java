package io.hubplane.transport;

/**
 * A connection's place among those that a node takes; told what becomes of the connection. Safe for any thread; both
 * may be called more than once, and the end without the other.
 */
public interface Stay {
    /** Of a connection that nobody counts. */
    Stay UNCOUNTED = new Stay() {
        @Override
        public void carried() {
            // Nobody counts.
        }

        @Override
        public void ended() {
            // Nobody counts.
        }
    };

    /** A transport has claimed the connection: it no longer waits for one. */
    void carried();

    /** The connection is forgotten. */
    void ended();
}
