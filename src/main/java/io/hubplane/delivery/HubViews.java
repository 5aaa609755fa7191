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

/** What an application sees of a hub's clients and groups, all of it leading to one delivery. Safe for any thread. */
public final class HubViews {
    private final DeliveryClients clients;
    private final Groups groups;

    /**
     * Makes the views of a hub.
     *
     * @param delivery delivers to the hub's connections
     * @param answerTimeout how long a client may take to answer, where the call does not say otherwise
     */
    public HubViews(Delivery delivery, Duration answerTimeout) {
        this.clients = new DeliveryClients(delivery, answerTimeout);
        this.groups = new DeliveryGroups(delivery);
    }

    /**
     * The view from outside the hub's calls.
     *
     * @param <H> the hub class
     * @return the context
     */
    public <H> HubContext<H> context() {
        return new DeliveryContext<>(clients, groups);
    }

    /**
     * The clients as seen from one call of a connection.
     *
     * @param callerId the connection
     * @param asSeen gives the call its view of a single client, which it may ask
     * @return the clients
     */
    public HubCallerClients clients(String callerId, UnaryOperator<SingleClientProxy> asSeen) {
        return new DeliveryCallerClients(clients, callerId, asSeen);
    }

    /**
     * The groups, which are the same from everywhere.
     *
     * @return the groups
     */
    public Groups groups() {
        return groups;
    }

    /**
     * The clients as seen from whichever call runs; a proxy once selected stays with the call it was selected in.
     *
     * @param running gives the clients as seen from the running call, or throws
     * @return the clients
     */
    public static HubCallerClients followingClients(Supplier<HubCallerClients> running) {
        return new FollowingCallerClients(running);
    }

    /**
     * The groups of the hub of whichever call runs.
     *
     * @param running gives the groups of the hub of the running call, or throws
     * @return the groups
     */
    public static Groups followingGroups(Supplier<Groups> running) {
        return new FollowingGroups(running);
    }

    private record DeliveryContext<H>(HubClients clients, Groups groups) implements HubContext<H> {}
}
