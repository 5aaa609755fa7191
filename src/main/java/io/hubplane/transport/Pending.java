package io.hubplane.transport;

/** Something that a peer has to take within a time, or it is cut off. Safe for any thread; no method blocks or throws. */
public interface Pending {
    /**
     * Whether the peer has taken it, or can no more. To be asked now and then, by one thread at a time.
     *
     * @return false if it is still to be taken
     */
    boolean isOver();

    /** Cuts the peer off. */
    void abort();
}
