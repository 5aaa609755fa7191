package io.hubplane.concurrent;

import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time call somebody, and makes sure that the end is carried out exactly once and never while that
 * thread is inside: by the thread that calls {@link #end}, or, if another one is inside, by that one when it leaves. So
 * nobody waits for a running call, and the called object is never called by two threads at once. Safe for any thread.
 */
public final class CallGate {
    private boolean inside;
    private boolean ended;
    private boolean carriedOut;
    private @Nullable Throwable reason;

    /** Makes an open gate. */
    public CallGate() {}

    /**
     * Asks to enter; called by one thread at a time.
     *
     * @return true if the thread may enter; it must {@link #leave} afterwards
     */
    public synchronized boolean enter() {
        if (ended) {
            return false;
        }
        inside = true;
        return true;
    }

    /**
     * The thread that entered leaves.
     *
     * @return true if it must carry out the end
     */
    public synchronized boolean leave() {
        inside = false;
        return claimEnd();
    }

    /**
     * From now on nobody may enter; a second call does nothing.
     *
     * @param why the reason, or null for a regular end
     * @return true if the caller must carry out the end
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
     * Whether {@link #end} was called.
     *
     * @return true from then on, also while a call is still running
     */
    public synchronized boolean hasEnded() {
        return ended;
    }

    /**
     * The reason of the end.
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
