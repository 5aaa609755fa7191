package io.hubplane.interleaving;

import java.util.List;

/**
 * A few threads that meet, and what holds in whatever order they take their steps. Made anew for each order, and the same
 * each time: what may differ is asked of {@link Schedule#choose}. Its own code is not interrupted, but where it calls
 * {@link Schedule}; so it needs no locks, and is to take none.
 */
public interface Scenario {
    /** What runs side by side; more may be {@linkplain Schedule#spawn spawned}. */
    List<Runnable> threads();

    /** Called when every thread has ended; throws an {@link AssertionError} if a promise was broken. */
    void atTheEnd();
}
