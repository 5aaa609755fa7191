package io.hubplane.dispatch;

import io.hubplane.concurrent.RunAs;
import io.hubplane.delivery.HubViews;
import io.hubplane.dispatch.model.HubCall;
import io.hubplane.hub.Groups;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows the hub call that runs on the current thread. All hubs of a node share one scope. Safe for any thread.
 *
 * <p>{@link #current} gives the objects of one particular call. {@link #context}, {@link #clients} and {@link #groups}
 * use the call that is running whenever one of their methods is called, and throw {@link IllegalStateException} if none
 * is. A call runs from the creation of its hub object until the hub method returns. A returned stage runs outside the
 * call.
 */
public final class CallScope {
    @SuppressWarnings("ThreadLocalUsage") // one for each node; every call removes what it has set
    private final ThreadLocal<HubCall> running = new ThreadLocal<>();

    private final HubCallerContext context =
            new FollowingCallerContext(() -> require().context());
    private final HubCallerClients clients =
            HubViews.followingClients(() -> require().clients());
    private final Groups groups = HubViews.followingGroups(() -> require().groups());

    /** Makes a scope in which no call runs. */
    public CallScope() {}

    /**
     * The call that runs on the current thread.
     *
     * @return the call, or empty if there is none
     */
    public Optional<HubCall> current() {
        return Optional.ofNullable(running.get());
    }

    /**
     * The connection of the running call, whichever it is.
     *
     * @return the view
     */
    public HubCallerContext context() {
        return context;
    }

    /**
     * The clients as the connection of the running call sees them, whichever call it is.
     *
     * @return the view
     */
    public HubCallerClients clients() {
        return clients;
    }

    /**
     * The groups of the hub whose call is running, whichever it is.
     *
     * @return the view
     */
    public Groups groups() {
        return groups;
    }

    /** Whether the current thread runs this call, with the identity of its caller. */
    @SuppressWarnings("ReferenceEquality")
    boolean isWithin(HubCall call) {
        return running.get() == call;
    }

    /** Runs a part of a call on the current thread, with the identity of the caller. */
    <T> T within(HubCall call, Supplier<T> part) {
        RunAs acting = call.acting();
        return acting.matters() ? acting.call(() -> entered(call, part)) : entered(call, part);
    }

    private <T> T entered(HubCall call, Supplier<T> part) {
        HubCall outer = enter(call);
        try {
            return part.get();
        } finally {
            exit(outer);
        }
    }

    /** The identity with which the current thread should act; that of nobody if no call runs. */
    RunAs acting(RunAs nobody) {
        HubCall call = running.get();
        return call == null ? nobody : call.acting();
    }

    /** Begins a call on the current thread; returns the call that ran before. */
    @Nullable
    HubCall enter(HubCall call) {
        HubCall outer = running.get();
        running.set(call);
        return outer;
    }

    /** Ends the call on the current thread; the call before it continues. */
    void exit(@Nullable HubCall outer) {
        if (outer == null) {
            running.remove();
        } else {
            running.set(outer);
        }
    }

    private HubCall require() {
        HubCall call = running.get();
        if (call == null) {
            throw new IllegalStateException(
                    "No hub call runs on this thread. If it is injected into a hub without a scope, or is a"
                            + " parameter of the hub method, the caller may be used on any thread; elsewhere inject HubContext.");
        }
        return call;
    }
}
