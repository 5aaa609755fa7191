package io.hubplane.dispatch;

import io.hubplane.concurrent.Failures;
import io.hubplane.connection.Caller;
import io.hubplane.connection.HubMessageReceiver;
import io.hubplane.connection.ReadThrottle;
import io.hubplane.dispatch.stream.Uploads;
import io.hubplane.observe.CallOutcome;
import io.hubplane.observe.ClientLog;
import io.hubplane.protocol.HubMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes what one connection sends and runs it on an executor; on the reading thread only what never waits. The connection calls it on
 * one thread at a time, except that it may report its end while {@link #received} holds a thread back.
 */
final class ConnectionDispatch implements HubMessageReceiver {
    private static final Logger LOGGER = System.getLogger(ConnectionDispatch.class.getName());

    private final Caller caller;
    private final CallQueue queue;
    private final ActiveInvocations calls;
    private final Uploads uploads;
    private final InvocationLimit limit;
    private final ReadThrottle readThrottle;
    private final ConnectionCalls steps;
    private final CallScheduler scheduler;
    private final Consumer<Runnable> readingThreads;
    private final DispatchOptions options;
    private final LongSupplier clock;
    private final Consumer<String> limits;
    private final CallObserver observer;
    private final ClientLog log;
    /** The context of the last received message; used only by the receiving thread. */
    private CallerContext context;
    /** Made with the first call, since many connections never make one. */
    private @Nullable CallRate rate;

    ConnectionDispatch(
            Caller caller,
            CallerContext context,
            CallQueue queue,
            ActiveInvocations calls,
            Uploads uploads,
            InvocationLimit limit,
            ReadThrottle readThrottle,
            ConnectionCalls steps,
            Executor executor,
            Consumer<Runnable> readingThreads,
            DispatchOptions options,
            LongSupplier clock,
            Consumer<String> limits,
            CallObserver observer,
            ClientLog log) {
        this.caller = caller;
        this.context = context;
        this.queue = queue;
        this.calls = calls;
        this.uploads = uploads;
        this.limit = limit;
        this.readThrottle = readThrottle;
        this.steps = steps;
        this.scheduler = new CallScheduler(executor, steps, options.maximumThreadsPerClient(), this::stranded);
        this.readingThreads = readingThreads;
        this.options = options;
        this.clock = clock;
        this.limits = limits;
        this.observer = observer;
        this.log = log;
        limit.whenHandedBack(scheduler::wake);
    }

    /** Other nodes can now reach the connection, or never will. */
    void ready(@Nullable Throwable failure) {
        if (failure == null) {
            steps.begin();
            scheduler.wake();
        } else {
            steps.refuse(Failures.unwrap(failure));
        }
    }

    /** The hub knows the connection from another node. */
    void goOn() {
        steps.goOn();
    }

    @Override
    public void received(HubMessage message, int length) {
        if (message instanceof HubMessage.Invocation invocation) {
            if (isWithinRate()) {
                toCall(calls.open(invocation, sent()), length);
            } else {
                refuse(invocation.headers(), invocation.invocationId(), invocation.target(), false);
            }
        } else if (message instanceof HubMessage.StreamInvocation invocation) {
            if (isWithinRate()) {
                toCall(calls.open(invocation, sent()), length);
            } else {
                refuse(invocation.headers(), invocation.invocationId(), invocation.target(), true);
            }
        } else if (!belongsToSomething(message, length)) {
            LOGGER.log(
                    Level.DEBUG,
                    "Connection {0}: skipped a {1} that belongs to no open call",
                    caller.id(),
                    message.getClass().getSimpleName());
        }
    }

    private CallerContext sent() {
        context = context.now();
        return context;
    }

    /** Whether the client may make another call. */
    private boolean isWithinRate() {
        if (rate == null) {
            rate = new CallRate(clock, options.callsPerSecondPerClient(), options.callBurstPerClient());
        }
        return rate.take();
    }

    private void refuse(
            Map<String, String> headers, @Nullable String invocationId, String target, boolean wantsStream) {
        limits.accept("calls-per-second-per-client");
        new Answer(caller, invocationId).error(ErrorTexts.tooManyCalls(options.callsPerSecondPerClient()));
        observer.received(caller, headers, invocationId, target, wantsStream).refusedAtOnce(CallOutcome.LIMIT);
    }

    /** Handles messages of open calls at once: they must not wait behind their own call. */
    private boolean belongsToSomething(HubMessage message, int length) {
        if (message instanceof HubMessage.StreamItem item) {
            return uploads.received(item, length, this::mayBeHeldBack);
        }
        if (message instanceof HubMessage.Completion completion) {
            return uploads.received(completion) || caller.answered(completion);
        }
        return message instanceof HubMessage.CancelInvocation cancel && calls.received(cancel);
    }

    private void toCall(@Nullable ReceivedCall call, int length) {
        if (call == null) {
            return;
        }
        if (!queue.add(call, length)) {
            calls.close(call);
            return;
        }
        scheduler.received(readingThreads);
        if (!queue.isCrowded()) {
            return;
        }
        boolean kept = caller.pauseReceiving()
                ? queue.isWithinTransportsLimit()
                : queue.awaitRoom(readThrottle, this::mayBeHeldBack);
        if (!kept) {
            long waiting = queue.size();
            queue.discard();
            caller.fail(
                    new IllegalStateException("Calls of %d bytes wait for the hub, but at most %d bytes may: the client"
                                    .formatted(waiting, queue.limit())
                            + " calls faster than the hub's methods return."),
                    true);
        }
    }

    @Override
    public boolean isCrowded() {
        return (queue.isCrowded() || uploads.areCrowded()) && mayBeHeldBack();
    }

    /**
     * The reader is not held back while the hub awaits an answer of the client, since the answer may come after what
     * would be held back. It is not held back either when the client has come back over another transport, which the
     * same thread may have to read.
     */
    private boolean mayBeHeldBack() {
        return caller.isOpen() && caller.mayHoldReader() && !limit.isAnswerAwaited();
    }

    @Override
    public int openCalls() {
        return calls.calls();
    }

    @Override
    public int openStreams() {
        return calls.streams();
    }

    @Override
    public boolean isOpen() {
        return steps.isOpen();
    }

    @Override
    public void giveUp() {
        queue.discard();
        calls.giveUp(ErrorTexts.MOVED);
    }

    @Override
    public void moved() {
        steps.moved();
        calls.end();
    }

    @Override
    public void disconnected(@Nullable Throwable reason) {
        steps.end(reason);
        calls.end();
        scheduler.wake();
    }

    private void stranded(RuntimeException refusal) {
        log.warn(LOGGER, caller.id(), "The executor rejected a task for connection " + caller.id(), refusal);
        if (!steps.hasEnded()) {
            queue.discard();
            caller.fail(refusal, true);
        }
    }
}
