package io.hubplane.dispatch;

/** Provides the hub object a call runs on. Safe for any thread; any method may throw what the hub's own code throws. */
public interface HubActivator {
    /**
     * Provides the hub object for one call. Called on the thread that is about to make the call, inside the
     * {@link CallScope} of that call.
     *
     * @return the object, until it is given back
     */
    Lease lease();

    /** A hub object for the time of one call. In order: {@link #hub}, {@link #returned}, {@link #completed}, once each. */
    interface Lease {
        /**
         * The object to call.
         *
         * @return an instance of the hub class, or of a subclass that stands in for it
         */
        Object hub();

        /** The call has returned or thrown. Called by the thread that called {@link HubActivator#lease}. */
        void returned();

        /** What the call returned has completed: the object is no longer in use. Called by any thread. */
        void completed();
    }
}
