package io.hubplane.transport.http;

import io.hubplane.observe.ClientLog;
import io.hubplane.observe.HubObserver;
import io.hubplane.transport.http.answer.Answer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All POSTs to a node whose bodies are incomplete or wait for their turn: counts them, and ends those that are late.
 * Safe for any thread.
 */
public final class Posts {
    private static final Logger LOGGER = System.getLogger(Posts.class.getName());

    private final NodePostOptions limits;
    private final LongSupplier ticker;
    private final Executor soon;
    private final HubObserver observer;
    private final ClientLog log;
    private final Set<Coming> comings = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /** A body that is still arriving; it is the same object until its end. */
    interface Coming {
        /** Ends the body if it is late. */
        void expire(long now);
    }

    /**
     * Makes the POSTs of a node.
     *
     * @param limits how many there may be
     * @param ticker the time in nanoseconds, from any origin
     * @param soon runs a task some milliseconds later, on a thread that may work for a while
     * @param observer is told about limits that are reached
     * @param log logs problems that clients cause
     */
    public Posts(NodePostOptions limits, LongSupplier ticker, Executor soon, HubObserver observer, ClientLog log) {
        this.limits = limits;
        this.ticker = ticker;
        this.soon = soon;
        this.observer = observer;
        this.log = log;
    }

    /** Ends the POSTs that are late; called about once a second. */
    public void tick() {
        long now = now();
        comings.forEach(body -> body.expire(now));
    }

    /** The time in nanoseconds. */
    long now() {
        return ticker.getAsLong();
    }

    /** Runs a task some milliseconds later, or never if the node ends first. */
    void soon(Runnable task) {
        try {
            soon.execute(task);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.DEBUG, "The node is shutting down; a POST ends with its connection", e);
        }
    }

    ClientLog log() {
        return log;
    }

    HubObserver observer() {
        return observer;
    }

    /** Counts a POST that begins to arrive; returns the answer to it if there are too many, otherwise null. */
    @Nullable
    Answer begin(Coming body, String address) {
        if (number.incrementAndGet() > limits.posts()) {
            number.decrementAndGet();
            observer.limitReached("", "maximum-posts-per-node");
            return PostAnswers.tooManyHere();
        }
        if (byAddress.merge(address, 1, Integer::sum) > limits.postsPerAddress()) {
            number.decrementAndGet();
            leave(address);
            observer.limitReached("", "maximum-posts-per-address");
            return PostAnswers.tooManyOfOne();
        }
        comings.add(body);
        return null;
    }

    private void leave(String address) {
        byAddress.computeIfPresent(address, (key, posts) -> posts == 1 ? null : posts - 1);
    }

    /** Uncounts a POST that has begun, whether its body is complete or not. */
    void end(Coming body, String address) {
        comings.remove(body);
        number.decrementAndGet();
        leave(address);
    }

    /** Reserves memory, in bytes; false if there is not enough. */
    boolean hold(long more) {
        if (bytes.addAndGet(more) > limits.bytes()) {
            bytes.addAndGet(-more);
            observer.limitReached("", "maximum-post-bytes-per-node");
            return false;
        }
        return true;
    }

    /** Gives memory back, in bytes. */
    void letGo(long less) {
        bytes.addAndGet(-less);
    }

    /**
     * How many bodies are arriving.
     *
     * @return the present number
     */
    public int size() {
        return comings.size();
    }

    /**
     * How much memory the bodies use.
     *
     * @return the present number of bytes
     */
    public long bytes() {
        return bytes.get();
    }
}
