package io.hubplane.dispatch;

import io.hubplane.observe.HubObserver;

/** Tells an observer which limits the clients of a hub reach. Safe for any thread. */
record ReachedLimits(String hub, HubObserver observer) {
    /** A client has reached a limit, which is named as its setting. */
    void tell(String limit) {
        observer.limitReached(hub, limit);
    }
}
