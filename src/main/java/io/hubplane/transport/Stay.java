package io.hubplane.transport;

/**
 * The place of a connection among those that a node counts. It is told what becomes of the connection. Safe for any
 * thread. Both methods may be called more than once, and {@link #ended} without {@link #carried}.
 */
public interface Stay {
    /** For a connection that is not counted. */
    Stay UNCOUNTED = new Stay() {
        @Override
        public void carried() {
            // Nothing is counted.
        }

        @Override
        public void ended() {
            // Nothing is counted.
        }
    };

    /** A transport has claimed the connection, so it no longer waits for one. */
    void carried();

    /** The connection is forgotten. */
    void ended();
}
