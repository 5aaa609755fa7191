package io.hubplane.lifetime.routing;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Requests to other nodes that are not yet answered. Callers first take {@link Capacity} for them. Safe for any thread.
 *
 * @param <T> the answer
 */
public final class PendingAnswers<T> {
    private final Map<Integer, Pending<T>> pending = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final LongSupplier ticker;

    /**
     * Makes a set of awaited answers, of which there are none.
     *
     * @param ticker the time, in nanoseconds
     */
    public PendingAnswers(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /**
     * Expects an answer until it has an outcome.
     *
     * @param about the connection or node that was asked about
     * @param limit how long the answer may take
     * @param late makes the failure if the answer does not come in time
     */
    public Pending<T> begin(String about, Duration limit, Supplier<? extends Exception> late) {
        int id = ids.getAndIncrement() & Integer.MAX_VALUE;
        CompletableFuture<T> answer = new CompletableFuture<>();
        Pending<T> begun = new Pending<>(id, about, ticker.getAsLong(), limit.toNanos(), late, answer);
        pending.put(id, begun);
        CompletableFuture<T> unused = answer.whenComplete((given, failure) -> pending.remove(id));
        return begun;
    }

    /** The awaited answer with an id; null if it is no longer awaited. */
    public @Nullable Pending<T> find(int id) {
        return pending.get(id);
    }

    /** All answers that are awaited; does not fail if some come meanwhile. */
    public Collection<Pending<T>> all() {
        return pending.values();
    }

    /** The connections or nodes asked about before a time, in nanoseconds. */
    public Set<String> aboutBefore(long time) {
        return pending.values().stream()
                .filter(asked -> asked.since() - time < 0)
                .map(Pending::about)
                .collect(Collectors.toSet());
    }

    /** Fails everything that was asked about a connection or node. */
    public void failAbout(String about, Supplier<? extends Exception> failure) {
        for (Pending<T> waiting : pending.values()) {
            if (waiting.about().equals(about)) {
                waiting.fail(failure.get());
            }
        }
    }

    /**
     * Fails what has been awaited for too long.
     *
     * @param now the time, in nanoseconds
     */
    public void expire(long now) {
        for (Pending<T> waiting : pending.values()) {
            if (now - waiting.since() > waiting.limit()) {
                waiting.fail(waiting.late().get());
            }
        }
    }

    /** Fails everything. */
    public void failAll(Supplier<? extends Exception> failure) {
        pending.values().forEach(waiting -> waiting.fail(failure.get()));
    }

    /** How many answers are awaited. */
    public int size() {
        return pending.size();
    }

    /**
     * An answer that is awaited.
     *
     * @param about the connection or node that was asked about
     * @param since when it was asked, in nanoseconds
     * @param limit how long it may take, in nanoseconds
     */
    public record Pending<T>(
            int id,
            String about,
            long since,
            long limit,
            Supplier<? extends Exception> late,
            CompletableFuture<T> answer) {
        /** There will be no answer; does nothing if it has come. */
        public void fail(Throwable failure) {
            answer.completeExceptionally(failure);
        }
    }
}
