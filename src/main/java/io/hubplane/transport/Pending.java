package io.hubplane.transport;

/** Data that a peer must take within a time, or it is cut off. Safe for any thread; no method blocks or throws. */
public interface Pending {
    /**
     * Whether the peer has taken the data, or can no longer do so. One thread at a time asks, now and then.
     *
     * @return false if the peer still has to take it
     */
    boolean isOver();

    /** Cuts the peer off. */
    void abort();
}
