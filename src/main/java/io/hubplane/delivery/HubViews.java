package io.hubplane.delivery;

import io.hubplane.hub.Groups;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubClients;
import io.hubplane.hub.HubContext;
import io.hubplane.hub.SingleClientProxy;
import io.hubplane.lifetime.Delivery;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Makes what an application sees of a hub's clients and groups. All of it uses one delivery. Safe for any thread. */
public final class HubViews {
    private final DeliveryClients clients;
    private final Groups groups;

    /** Makes the views of a hub whose clients may take that long to answer, unless a call sets another time. */
    public HubViews(Delivery delivery, Duration answerTimeout) {
        this.clients = new DeliveryClients(delivery, answerTimeout);
        this.groups = new DeliveryGroups(delivery);
    }

    /**
     * Checks that a type can be a client interface.
     *
     * @param type the type
     * @throws IllegalArgumentException if it cannot; the message says why
     */
    public static void checkClientInterface(Class<?> type) {
        ClientInterface<?> unused = new ClientInterface<>(type);
    }

    /** The context for use outside the hub's calls. */
    public <H> HubContext<H> context() {
        return new DeliveryContext<>(clients, groups);
    }

    /**
     * The clients as one call of a connection sees them.
     *
     * @param asSeen turns a single client into the one that the call sees
     */
    public HubCallerClients clients(String callerId, UnaryOperator<SingleClientProxy> asSeen) {
        return new DeliveryCallerClients(clients, callerId, asSeen);
    }

    /** The groups, which are the same for all callers. */
    public Groups groups() {
        return groups;
    }

    /**
     * The clients as the running call sees them; {@code running} gives those, or throws. A proxy belongs to the call that
     * selected it.
     */
    public static HubCallerClients followingClients(Supplier<HubCallerClients> running) {
        return new FollowingCallerClients(running);
    }

    /** The groups of the hub whose call is running; {@code running} gives them, or throws. */
    public static Groups followingGroups(Supplier<Groups> running) {
        return new FollowingGroups(running);
    }

    private record DeliveryContext<H>(HubClients clients, Groups groups) implements HubContext<H> {}
}
