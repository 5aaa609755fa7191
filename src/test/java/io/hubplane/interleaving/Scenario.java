package io.hubplane.interleaving;

import java.util.List;

/**
 * A few threads, and what must hold in every order of their steps. A new object is made for each order, and must do the
 * same each time; {@link Schedule#choose} decides what may differ. Its own code is interrupted only where it calls
 * {@link Schedule}, so it needs no locks and must not use any.
 */
public interface Scenario {
    /** The threads that run at the same time; more may be {@linkplain Schedule#spawn spawned}. */
    List<Runnable> threads();

    /** Called when every thread has ended; throws an {@link AssertionError} if a promise was broken. */
    void atTheEnd();
}
