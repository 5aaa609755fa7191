package io.hubplane.connection;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Group commands other nodes have not answered yet. Safe for any thread. */
final class PendingAcknowledgements {
    private final Map<Integer, Pending> pending = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final LongSupplier ticker;
    private final long timeout;

    PendingAcknowledgements(LongSupplier ticker, Duration timeout) {
        this.ticker = ticker;
        this.timeout = timeout.toNanos();
    }

    /**
     * Expects an answer.
     *
     * @param connectionId the connection the command is about
     * @param late the failure if it does not come in time
     */
    Pending begin(String connectionId, Supplier<? extends RuntimeException> late) {
        int id = ids.getAndIncrement() & Integer.MAX_VALUE;
        Pending result = new Pending(id, connectionId, ticker.getAsLong(), late, new CompletableFuture<>());
        pending.put(id, result);
        return result;
    }

    /** An answer came, or will not come; one nobody waits for any more is skipped. */
    void end(int id, @Nullable Throwable failure) {
        Pending ended = pending.remove(id);
        if (ended == null) {
            return;
        }
        if (failure == null) {
            ended.answer().complete(null);
        } else {
            ended.answer().completeExceptionally(failure);
        }
    }

    /** A node answered that it has no such connection, or that it has done what was asked. */
    void answered(int id, boolean done) {
        Pending waiting = pending.get(id);
        if (waiting != null) {
            end(id, done ? null : ConnectionException.unknown(waiting.connectionId()));
        }
    }

    void expire(long now) {
        for (Pending waiting : pending.values()) {
            if (now - waiting.since() > timeout) {
                end(waiting.id(), waiting.late().get());
            }
        }
    }

    void endAll(Throwable failure) {
        pending.keySet().forEach(id -> end(id, failure));
    }

    int size() {
        return pending.size();
    }

    /** An answer that is awaited. */
    record Pending(
            int id,
            String connectionId,
            long since,
            Supplier<? extends RuntimeException> late,
            CompletableFuture<Void> answer) {}
}
