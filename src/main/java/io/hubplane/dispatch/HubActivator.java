package io.hubplane.dispatch;

/** Provides the hub object of a call. Safe for any thread; any method may throw what the hub's own code throws. */
public interface HubActivator {
    /**
     * Provides the hub object for one call. The thread that is about to make the call calls this, inside the
     * {@link CallScope} of that call.
     *
     * @return the object, until it is given back
     */
    Lease lease();

    /** A hub object for one call. Order: {@link #hub}, {@link #returned}, {@link #completed}, once each. */
    interface Lease {
        /**
         * The object to call.
         *
         * @return an instance of the hub class, or of a subclass that represents it
         */
        Object hub();

        /** The call has returned or thrown. The thread that called {@link HubActivator#lease} calls this. */
        void returned();

        /** The result of the call is complete, so the object is no longer in use. Any thread may call this. */
        void completed();
    }
}
