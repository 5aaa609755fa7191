package io.hubplane.backplane.redis;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lends the publishing connection, with everything that belongs to it, to whoever has something to publish, while the
 * publishing thread waits for replies. So a lone message is written by the thread that made it: to wake another thread
 * costs more than to write.
 *
 * <p>The publishing thread offers the connection when nothing waits, and then reads from it. One borrower writes, and
 * with the reply the connection is the publishing thread's again. What one of them has done, the next one sees. Whoever
 * has added something to what waits, and then cannot borrow, leaves it to the publishing thread, which looks once more
 * after its offer.
 *
 * <p>{@link #offer} and {@link #takeBack} are for the publishing thread, the other methods are safe for any thread.
 *
 * @param <C> the type of the connection
 */
final class ConnectionLoan<C> {
    private enum State {
        /** The publishing thread uses the connection. */
        KEPT,
        /** Nobody uses it. */
        OFFERED,
        /** Another thread writes, or has written, and the reply is on its way. */
        USED
    }

    private volatile State state = State.KEPT;
    private volatile long since;
    private @Nullable C connection;

    /** Offers the connection to borrowers, at a time in nanoseconds. */
    synchronized void offer(C offered, long now) {
        connection = offered;
        since = now;
        state = State.OFFERED;
    }

    /**
     * Writes to the connection, if it is offered.
     *
     * @param write writes something that Redis replies to, or abandons the connection; must not block
     * @return whether it was
     */
    boolean borrow(long now, Consumer<C> write) {
        if (state != State.OFFERED) {
            return false; // without the lock, which a borrower holds while it writes
        }
        synchronized (this) {
            C offered = connection;
            if (state != State.OFFERED || offered == null) {
                return false;
            }
            state = State.USED;
            since = now;
            write.accept(offered);
            return true;
        }
    }

    /** Ends the offer, after a borrower has written; returns whether there was one. */
    synchronized boolean takeBack() {
        boolean used = state == State.USED;
        state = State.KEPT;
        return used;
    }

    /** When the connection was borrowed or, if nobody has done so, when it was offered; in nanoseconds. */
    long since() {
        return since;
    }

    /** Whether nobody has borrowed the connection since it was offered that long ago. */
    boolean isIdle(long now, long nanos) {
        return state == State.OFFERED && now - since >= nanos;
    }

    /** Whether the connection was borrowed longer ago, and the reply has not come. */
    boolean isOverdue(long now, long nanos) {
        return state == State.USED && now - since > nanos;
    }
}
