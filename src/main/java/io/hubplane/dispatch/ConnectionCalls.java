package io.hubplane.dispatch;

import io.hubplane.connection.Caller;
import io.hubplane.hub.Disconnection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one connection, in order: the {@code @Connected} method and its event, the client's calls, the
 * {@code @Disconnected} method and its event.
 *
 * <p>After a normal end, everything that the client sent before is still done. After a failure, or after the hub
 * aborted the connection, calls that have not begun are dropped.
 */
final class ConnectionCalls implements CallScheduler.Steps {
    private enum Phase {
        /** Other nodes cannot reach the connection yet. */
        PREPARING,
        /** The hub can be told about the connection. */
        READY,
        /** The hub is being told about the connection or its end; no call runs. */
        BUSY,
        /** The hub has accepted the connection; the observers are not told yet. */
        ACCEPTED,
        /** Calls are dispatched. */
        OPEN,
        /** The hub has been told about the end; the observers are not told yet. */
        LEFT,
        /** Nothing follows. */
        OVER
    }

    private final Caller caller;
    private final CallerContext context;
    private final HubCalls hubCalls;
    private final CallQueue queue;
    private final ActiveInvocations calls;
    private final InvocationLimit limit;
    private final HubInvocations invocations;
    private final HubLifecycleCalls lifecycle;

    // Only one party leaves each phase: the one that makes the connection ready, next(), or the step that next() gave
    // out.
    private volatile Phase phase = Phase.PREPARING;
    private volatile @Nullable Disconnection end;

    ConnectionCalls(
            Caller caller,
            CallerContext context,
            HubCalls hubCalls,
            CallQueue queue,
            ActiveInvocations calls,
            InvocationLimit limit,
            HubInvocations invocations,
            HubLifecycleCalls lifecycle) {
        this.caller = caller;
        this.context = context;
        this.hubCalls = hubCalls;
        this.queue = queue;
        this.calls = calls;
        this.limit = limit;
        this.invocations = invocations;
        this.lifecycle = lifecycle;
    }

    /** Allows the hub to be told about the connection. */
    void begin() {
        phase = Phase.READY;
    }

    /** Ends a connection that the hub has not accepted; the hub is not told again. */
    void refuse(Throwable reason) {
        phase = Phase.OVER;
        queue.discard();
        caller.fail(reason, false);
    }

    /** Goes on with a connection that the hub has accepted on another node. */
    void goOn() {
        phase = Phase.OPEN;
    }

    /** Whether the hub has accepted the connection, and has not been told about its end. */
    boolean isOpen() {
        return phase == Phase.OPEN && end == null;
    }

    /** Another node goes on with the connection; the hub is not told about an end. */
    void moved() {
        phase = Phase.OVER;
        queue.discard();
    }

    /** The connection has ended. */
    void end(@Nullable Throwable reason) {
        if (reason == null) {
            queue.close();
        } else {
            queue.discard();
        }
        if (end == null) {
            end = new Disconnection(context, Optional.ofNullable(reason));
        }
    }

    boolean hasEnded() {
        return end != null;
    }

    @Override
    public boolean isDue(int underWay) {
        return switch (phase) {
            case READY, ACCEPTED, LEFT -> true;
            case OPEN -> isCallDue() || isEndDue(underWay);
            case PREPARING, BUSY, OVER -> false;
        };
    }

    @Override
    public boolean isShort(int underWay) {
        ReceivedCall oldest = phase == Phase.OPEN && isCallDue() ? queue.peek() : null;
        return oldest != null && oldest.isNonBlocking();
    }

    @Override
    public CallScheduler.@Nullable Step next(int underWay) {
        Disconnection ended = end;
        return switch (phase) {
            case READY -> toBegin(ended);
            case ACCEPTED -> {
                phase = Phase.BUSY;
                yield later -> fireConnected();
            }
            case OPEN -> isCallDue() ? toInvoke() : isEndDue(underWay) ? toEnd(ended) : null;
            case LEFT -> {
                phase = Phase.OVER;
                yield ended == null ? null : later -> fireDisconnected(ended);
            }
            case PREPARING, BUSY, OVER -> null;
        };
    }

    @Override
    public CallScheduler.@Nullable Step nextShort(int underWay) {
        return isShort(underWay) ? toInvoke() : null;
    }

    private CallScheduler.@Nullable Step toBegin(@Nullable Disconnection ended) {
        if (ended != null && ended.reason().isPresent()) {
            phase = Phase.OVER;
            return null;
        }
        phase = Phase.BUSY;
        return this::connect;
    }

    private CallScheduler.@Nullable Step toInvoke() {
        ReceivedCall received = queue.poll();
        if (received == null) {
            return null;
        }
        InvocationLimit.Permit permit = limit.take(received.isOrdinary());
        return later -> invoke(received, permit, later);
    }

    private CallScheduler.@Nullable Step toEnd(@Nullable Disconnection ended) {
        if (ended == null) {
            return null;
        }
        phase = Phase.BUSY;
        return later -> disconnect(ended, later);
    }

    private boolean isCallDue() {
        if (context.wasAbortedHere()) {
            return false;
        }
        ReceivedCall oldest = queue.peek();
        return oldest != null && (!oldest.isOrdinary() || limit.hasRoom());
    }

    private boolean isEndDue(int underWay) {
        return underWay == 0 && end != null && (context.wasAbortedHere() || queue.isEmpty());
    }

    private boolean connect(Runnable later) {
        return lifecycle.connected(
                hubCalls.connecting(),
                caller,
                failure -> {
                    if (failure == null) {
                        phase = Phase.ACCEPTED;
                    } else {
                        refuse(failure);
                    }
                },
                later);
    }

    private boolean fireConnected() {
        try {
            lifecycle.fireConnected(hubCalls.connecting());
        } finally {
            phase = Phase.OPEN;
        }
        return true;
    }

    private boolean invoke(ReceivedCall received, InvocationLimit.Permit permit, Runnable later) {
        boolean over = true;
        try {
            over = invocations.invoke(received, hubCalls.asking(received.context(), permit), caller, () -> {
                close(received, permit);
                later.run();
            });
            return over;
        } finally {
            if (over) {
                close(received, permit);
            }
        }
    }

    private void close(ReceivedCall received, InvocationLimit.Permit permit) {
        permit.end();
        calls.close(received);
    }

    private boolean disconnect(Disconnection ended, Runnable later) {
        return lifecycle.disconnected(hubCalls.ending(), caller, ended, failure -> phase = Phase.LEFT, later);
    }

    private boolean fireDisconnected(Disconnection ended) {
        lifecycle.fireDisconnected(hubCalls.ending(), ended);
        return true;
    }
}
