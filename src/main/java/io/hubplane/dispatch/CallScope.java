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
 * Knows the hub call that runs on the current thread. One serves all hubs of a node. Safe for any thread.
 *
 * <p>What belongs to one call for good is taken from {@link #current}. {@link #context}, {@link #clients} and
 * {@link #groups} follow the call that runs whenever one of their methods is called, and throw
 * {@link IllegalStateException} where none runs. A call runs from the making of its hub object until the hub method
 * returns; what a returned stage does later is outside.
 */
public final class CallScope {
    @SuppressWarnings("ThreadLocalUsage") // One per node; every call removes what it has set.
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
     * @return the call, or empty if none runs
     */
    public Optional<HubCall> current() {
        return Optional.ofNullable(running.get());
    }

    /**
     * The connection of whichever call runs.
     *
     * @return the view
     */
    public HubCallerContext context() {
        return context;
    }

    /**
     * The clients as seen from the connection of whichever call runs.
     *
     * @return the view
     */
    public HubCallerClients clients() {
        return clients;
    }

    /**
     * The groups of the hub of whichever call runs.
     *
     * @return the view
     */
    public Groups groups() {
        return groups;
    }

    /** Whether the current thread runs this very call, in the name of who has made it. */
    @SuppressWarnings("ReferenceEquality")
    boolean isWithin(HubCall call) {
        return running.get() == call;
    }

    /** Runs a part of a call on the current thread, in the name of who has made the call. */
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

    /** In whose name the current thread should act; nobody's where no call runs. */
    RunAs acting(RunAs nobody) {
        HubCall call = running.get();
        return call == null ? nobody : call.acting();
    }

    /** Begins a call on the current thread and tells which ran before. */
    @Nullable
    HubCall enter(HubCall call) {
        HubCall outer = running.get();
        running.set(call);
        return outer;
    }

    /** Ends the call on the current thread; the one before runs on. */
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
                    "No hub call runs on this thread. Inside a hub without a scope, or as a"
                            + " parameter of the hub method, the caller may be used by any thread; elsewhere inject HubContext.");
        }
        return call;
    }
}
