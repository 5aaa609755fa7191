package io.hubplane.dispatch.stream;

import io.hubplane.concurrent.Failures;
import io.hubplane.concurrent.RunAs;
import io.hubplane.concurrent.SerialLoop;
import io.hubplane.connection.Caller;
import io.hubplane.observe.ClientLog;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.Payload;
import java.lang.System.Logger;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Sends the items of a publisher to the client that asked for them (Hub Protocol, <em>Streaming</em>), except for the
 * completion at the end. It requests a few items at a time, and sends while the connection is writable. So a slow
 * client slows down the publisher, and neither fills the connection's queue nor holds a thread.
 *
 * <p>Signals may come on any thread, and may even break the rules of {@link Flow}: too many items or a null item end
 * the stream, late signals are dropped. One thread at a time encodes items, usually the publisher's.
 */
public final class ServerStream implements Flow.Subscriber<Object> {
    /** The maximum number of items that are requested in advance. */
    static final int BATCH = 16;

    private static final Logger LOGGER = System.getLogger(ServerStream.class.getName());

    private enum Step {
        NOTHING,
        SEND,
        ASK,
        FINISH
    }

    private final RunAs acting;
    private final Caller caller;
    private final String invocationId;
    private final Type itemType;
    private final Cancellation cancellation;
    private final ClientLog log;
    private final StreamEvents events;
    private final SerialLoop loop;
    private final Runnable roomAgain = this::roomAgain;
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

    // Guarded by this.
    private final Deque<Object> items = new ArrayDeque<>();
    private Flow.@Nullable Subscription subscription;
    private int asked;
    private boolean closed;
    private boolean left;
    private @Nullable Throwable failure;
    private boolean over;

    private volatile boolean waitsForRoom;

    /**
     * Makes a stream.
     *
     * @param acting the identity with which the publisher is called, on any thread
     * @param itemType the declared type of the items
     * @param executor continues the stream when no other thread is available
     * @param log logs failures of the publisher
     * @param events reports each item
     */
    public ServerStream(
            RunAs acting,
            Caller caller,
            String invocationId,
            Type itemType,
            Cancellation cancellation,
            Executor executor,
            ClientLog log,
            StreamEvents events) {
        this.acting = acting;
        this.caller = caller;
        this.invocationId = invocationId;
        this.itemType = itemType;
        this.cancellation = cancellation;
        this.log = log;
        this.events = events;
        this.loop = new SerialLoop(executor, acting::run, this::goOn);
    }

    /**
     * Sends the items of a publisher. It subscribes even if the call has already been cancelled, so that the publisher
     * learns of it.
     *
     * @return completed when the stream has ended or was cancelled; exceptionally if it failed
     */
    public CompletionStage<@Nullable Void> send(Flow.Publisher<?> publisher) {
        try {
            acting.run(() -> publisher.subscribe(this));
        } catch (Throwable e) {
            Failures.rethrowFatal(e);
            close(e, false);
        }
        var unused = cancellation.cancelled().thenRun(loop::wake);
        return ended;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        Objects.requireNonNull(given);
        boolean accepted;
        synchronized (this) {
            accepted = subscription == null && !over;
            if (accepted) {
                subscription = given;
            }
        }
        if (accepted) {
            loop.wake();
        } else {
            cancel(given);
        }
    }

    @Override
    public void onNext(Object item) {
        if (item == null) {
            NullPointerException reason = new NullPointerException("The publisher gave a null item");
            close(reason, false);
            throw reason;
        }
        boolean expected;
        synchronized (this) {
            if (closed) {
                return;
            }
            expected = asked > 0;
            if (expected) {
                asked--;
                items.add(item);
            }
        }
        if (expected) {
            loop.wake();
        } else {
            close(new IllegalStateException("The publisher gave more items than it was asked for"), false);
        }
    }

    @Override
    public void onError(Throwable reason) {
        close(reason == null ? new NullPointerException("The publisher failed without a reason") : reason, true);
    }

    @Override
    public void onComplete() {
        close(null, true);
    }

    /** Takes no more items from the publisher; those it gave before are still sent. */
    private void close(@Nullable Throwable reason, boolean byPublisher) {
        synchronized (this) {
            left |= byPublisher;
            if (!closed) {
                closed = true;
                failure = reason;
            }
        }
        loop.wake();
    }

    private void roomAgain() {
        waitsForRoom = false;
        // This thread belongs to the connection; encoding, and calling a publisher, may take long.
        loop.wakeElsewhere();
    }

    /** Does one step, on one thread at a time. */
    private boolean goOn() {
        return switch (nextStep()) {
            case NOTHING -> false;
            case SEND -> isWritable() && sendOne();
            case ASK -> isWritable() && ask();
            case FINISH -> finish();
        };
    }

    private synchronized Step nextStep() {
        if (over) {
            return Step.NOTHING;
        }
        if (cancellation.isCancelled()) {
            items.clear();
            closed = true;
            failure = null;
        }
        if (!items.isEmpty()) {
            return Step.SEND;
        }
        if (closed) {
            return Step.FINISH;
        }
        return subscription != null && asked <= BATCH / 2 ? Step.ASK : Step.NOTHING;
    }

    private boolean isWritable() {
        if (waitsForRoom) {
            return false;
        }
        // Set before the call: the answer may come during the call.
        waitsForRoom = true;
        if (!caller.whenWritable(roomAgain)) {
            return false;
        }
        waitsForRoom = false;
        return true;
    }

    private boolean sendOne() {
        Object item;
        synchronized (this) {
            item = items.remove();
        }
        try {
            caller.write(new HubMessage.StreamItem(Map.of(), invocationId, Payload.of(item, itemType)));
            events.itemSent();
        } catch (Throwable e) {
            Failures.rethrowFatal(e);
            synchronized (this) {
                items.clear();
            }
            close(e, false);
        }
        return true;
    }

    private boolean ask() {
        Flow.Subscription source;
        int number;
        synchronized (this) {
            source = Objects.requireNonNull(subscription);
            number = BATCH - asked;
            asked = BATCH;
        }
        try {
            source.request(number);
        } catch (Throwable e) {
            Failures.rethrowFatal(e);
            close(e, false);
        }
        return true;
    }

    private boolean finish() {
        Flow.Subscription source;
        Throwable reason;
        synchronized (this) {
            over = true;
            source = left ? null : subscription;
            subscription = null;
            reason = failure;
        }
        if (source != null) {
            cancel(source);
        }
        if (reason == null) {
            ended.complete(null);
        } else {
            ended.completeExceptionally(reason);
        }
        return false;
    }

    private void cancel(Flow.Subscription source) {
        try {
            source.cancel();
        } catch (Throwable e) {
            Failures.rethrowFatal(e);
            log.warn(LOGGER, caller.id(), "A publisher failed when its stream was cancelled", e);
        }
    }
}
