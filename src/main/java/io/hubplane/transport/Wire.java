package io.hubplane.transport;

/**
 * The TCP connection below a carrier, as far as the server lets it be reached: neither servlets nor WebSockets know of it,
 * and without it nothing ends a connection whose peer does not answer. Safe for any thread; no method blocks or throws.
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
        public void abort() {}
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

    /** Closes it at once, whatever waits for the peer. */
    void abort();
}
