package io.hubplane.concurrent;

import org.jspecify.annotations.Nullable;

/**
 * Lets in the one thread at a time that calls somebody, and sees to it that the end is carried out exactly once and never
 * while that thread is inside: by whoever brings the end, or else by that thread on its way out. So nobody waits for a call
 * under way, and whoever is called is never called by two threads. Safe for any thread.
 */
public final class CallGate {
    private boolean inside;
    private boolean ended;
    private boolean carriedOut;
    private @Nullable Throwable reason;

    /** Makes a gate that lets in. */
    public CallGate() {}

    /**
     * Asks to be let in; by one thread at a time.
     *
     * @return true if the thread may go in, and has to {@link #leave}
     */
    public synchronized boolean enter() {
        if (ended) {
            return false;
        }
        inside = true;
        return true;
    }

    /**
     * The thread that was let in goes out.
     *
     * @return true if it has to carry out the end
     */
    public synchronized boolean leave() {
        inside = false;
        return claimEnd();
    }

    /**
     * Nobody may go in any more; a second call does nothing.
     *
     * @param why why not, or null if it is an end in the regular way
     * @return true if the caller has to carry out the end
     */
    public synchronized boolean end(@Nullable Throwable why) {
        if (!ended) {
            ended = true;
            reason = why;
        }
        return claimEnd();
    }

    /**
     * Whether a thread is inside.
     *
     * @return true between {@link #enter} and {@link #leave}
     */
    public synchronized boolean isInside() {
        return inside;
    }

    /**
     * Whether the end has come.
     *
     * @return true from then on, also while the call under way goes on
     */
    public synchronized boolean hasEnded() {
        return ended;
    }

    /**
     * Why the end has come.
     *
     * @return the reason that the first {@link #end} gave, or null
     */
    public synchronized @Nullable Throwable reason() {
        return reason;
    }

    private boolean claimEnd() {
        if (inside || !ended || carriedOut) {
            return false;
        }
        carriedOut = true;
        return true;
    }
}
