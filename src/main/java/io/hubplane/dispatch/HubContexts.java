package io.hubplane.dispatch;

import io.hubplane.connection.HubLifetimeManager;
import io.hubplane.hub.Groups;
import io.hubplane.hub.HubClients;
import io.hubplane.hub.HubContext;

/** Makes hub contexts. */
public final class HubContexts {
    private HubContexts() {}

    /**
     * The view of a hub from outside its calls.
     *
     * @param lifetime delivers to the hub's connections
     * @param options how long a client may take to answer
     * @param <H> the hub class
     * @return the context, safe for any thread
     */
    public static <H> HubContext<H> contextOf(HubLifetimeManager lifetime, DispatchOptions options) {
        return contextOf(new LifetimeDelivery(lifetime), options);
    }

    /**
     * The view of a hub from outside its calls.
     *
     * @param delivery delivers to the hub's connections
     * @param options how long a client may take to answer
     * @param <H> the hub class
     * @return the context, safe for any thread
     */
    public static <H> HubContext<H> contextOf(Delivery delivery, DispatchOptions options) {
        return new DeliveryContext<>(
                new DeliveryClients(delivery, options.clientResultTimeout()), new DeliveryGroups(delivery));
    }

    private record DeliveryContext<H>(HubClients clients, Groups groups) implements HubContext<H> {}
}
