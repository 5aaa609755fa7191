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
 * The stage that a sender gets when queues of its receivers are full. It completes when enough of these queues have
 * room again and the message has been published.
 *
 * <p>An executor runs the actions that depend on the stage, never the thread that made room, since that thread also
 * carries messages of others. But a thread that blocks on the future is woken directly: all threads of the executor may
 * be blocked like this. Safe for any thread.
 */
public final class SendStage extends CompletableFuture<Void> implements Runnable {
    /** How many sends to one client may wait for room. More count as done: a hub that awaits its sends has fewer. */
    public static final int MOST_WAITING = 4_096;

    private final Executor executor;
    private final CompletionStage<Void> published;
    /** The future that blocked threads wait for. */
    private final CompletableFuture<Void> direct = new CompletableFuture<>();

    private final AtomicInteger missing;

    /**
     * Makes a stage.
     *
     * @param executor runs dependent actions
     * @param published completed when the message has been published
     * @param rooms how many queues must get room, at least 1; each runs this stage once
     */
    public SendStage(Executor executor, CompletionStage<Void> published, int rooms) {
        this.executor = executor;
        this.published = published;
        this.missing = new AtomicInteger(rooms);
    }

    /** One queue has room. */
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
            end(this, failure); // the node is shutting down
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
