package io.hubplane.transport;

/**
 * One of the connections that a node counts, to be told what becomes of it. Safe for any thread. Both methods may be
 * called more than once, and {@link #ended} without {@link #claimed}.
 */
public interface CountedConnection {
    /** For a connection that is not counted. */
    CountedConnection NONE = new CountedConnection() {
        @Override
        public void claimed() {
            // Nothing is counted.
        }

        @Override
        public void ended() {
            // Nothing is counted.
        }
    };

    /** A transport has claimed the connection, so it no longer waits for one. */
    void claimed();

    /** The connection is forgotten. */
    void ended();
}
