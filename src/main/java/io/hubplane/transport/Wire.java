package io.hubplane.transport;

/**
 * The TCP connection below a transport, as far as the server lets it be reached: neither servlets nor WebSockets know
 * of it, and without it nothing ends a connection whose peer does not answer. Safe for any thread; no method blocks or
 * throws.
 */
public interface Wire {
    /** That of a server which does not let it be reached: nothing happens to it. */
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
     * The wire below a request that is being served. With HTTP/2, where others may share it, it is not to be reached.
     *
     * @param request the {@code HttpServletRequest}
     * @return its wire
     */
    static Wire below(Object request) {
        return ServerWire.below(request);
    }

    /** Has the server take no more while much of what it took waits for the peer. */
    void holdLittle();

    /**
     * Whether it is known to be open.
     *
     * @return false if it is closed, or if that is not known
     */
    boolean isOpen();

    /**
     * Whether something the server took of the answer to the request, and of no other, waits for the peer.
     *
     * @return false if nothing does, if the wire is closed, or if the server does not tell it from other answers
     */
    boolean holdsAnswer();

    /**
     * Whether the server tells the response that is being written when its wire is aborted.
     *
     * @return true if so
     */
    boolean tellsOfAbort();

    /** Closes it, whatever waits for the peer. */
    void abort();

    /**
     * Runs what ends a response that is broken, after an abort that was asked for before. Undertow does so in its
     * thread of the connection, where what breaks is expected to; of each response that ends elsewhere it logs an
     * error.
     *
     * @param task the task; does not block
     */
    void execute(Runnable task);
}
