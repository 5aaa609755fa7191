package io.hubplane.connection.outbound;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a sender is given when the queues of its receivers are full: completed when enough of them have room again and the
 * message has been published.
 *
 * <p>What depends on the stage is run by an executor, never by the thread that has made room: that one carries the messages
 * of others, too. But whoever waits for the future is woken by it, since it may be all threads of that executor that wait.
 * Safe for any thread.
 */
public final class SendStage extends CompletableFuture<Void> implements Runnable {
    /** So many sends to one client may wait for room; more are taken for done, since a hub that awaits them has fewer. */
    public static final int MOST_WAITING = 4_096;

    private final Executor executor;
    private final CompletionStage<Void> published;
    /** For those who wait. */
    private final CompletableFuture<Void> direct = new CompletableFuture<>();

    private final AtomicInteger missing;

    /**
     * Makes a stage.
     *
     * @param executor runs what depends on it
     * @param published completed when the message has been published
     * @param rooms how many queues must have room, at least 1; each runs this once
     */
    public SendStage(Executor executor, CompletionStage<Void> published, int rooms) {
        this.executor = executor;
        this.published = published;
        this.missing = new AtomicInteger(rooms);
    }

    /** A queue has room. */
    @Override
    public void run() {
        if (missing.decrementAndGet() == 0) {
            var unused = published.whenComplete((nothing, failure) -> end(failure));
        }
    }

    private void end(@Nullable Throwable failure) {
        end(direct, failure);
        try {
            executor.execute(() -> end(this, failure));
        } catch (RejectedExecutionException | IllegalStateException e) {
            end(this, failure); // the node ends
        }
    }

    private static void end(CompletableFuture<Void> future, @Nullable Throwable failure) {
        if (failure == null) {
            future.complete(null);
        } else {
            future.completeExceptionally(failure);
        }
    }

    @Override
    public Void join() {
        return direct.join();
    }

    @Override
    public Void get() throws InterruptedException, ExecutionException {
        return direct.get();
    }

    @Override
    public Void get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        return direct.get(timeout, unit);
    }
}
