package io.hubplane.transport;

/**
 * The TCP connection below a transport, as far as the server gives access to it. Servlets and WebSockets have no means
 * to reach it, and nothing else can end a connection whose peer does not answer. Safe for any thread; no method blocks
 * or throws.
 */
public interface Wire {
    /** For servers that give no access to TCP connections: all methods that would change it do nothing. */
    Wire UNREACHABLE = new Wire() {
        @Override
        public void holdLittle() {}

        @Override
        public boolean isOpen() {
            return false;
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
        public void abort() {}

        @Override
        public void execute(Runnable task) {
            task.run();
        }
    };

    /**
     * The wire below a request that is being served. With HTTP/2 it cannot be reached, since other requests may share
     * it.
     *
     * @param request the {@code HttpServletRequest}
     * @return the wire
     */
    static Wire below(Object request) {
        return ServerWire.below(request);
    }

    /**
     * Lets the server use a small buffer for each write of a response, if it makes one for each. For WebSockets, whose
     * writes are many and small. To be called before the response is committed.
     *
     * @param request the {@code HttpServletRequest}
     */
    static void useSmallBuffers(Object request) {
        ServerWire.useSmallBuffers(request);
    }

    /** Lets the server accept only little data while the peer does not read. */
    void holdLittle();

    /**
     * Whether the TCP connection is known to be open.
     *
     * @return false if it is closed, or if that is not known
     */
    boolean isOpen();

    /**
     * Whether the server still holds bytes of the answer to this request that the peer has not taken.
     *
     * @return false if it holds none, if the wire is closed, or if the server cannot tell them from later answers
     */
    boolean holdsAnswer();

    /**
     * Whether the server reports an error to the response that is being written when its wire is aborted.
     *
     * @return true if so
     */
    boolean tellsOfAbort();

    /** Closes the TCP connection, even if data still waits for the peer. */
    void abort();

    /**
     * Runs the task that ends a broken response, after any abort that was asked for before. Undertow runs it on the
     * thread of the connection, as it expects: otherwise it logs an error for each such response.
     *
     * @param task the task; must not block
     */
    void execute(Runnable task);
}
