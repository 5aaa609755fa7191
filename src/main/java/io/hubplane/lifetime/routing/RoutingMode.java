package io.hubplane.lifetime.routing;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneSecret;
import io.hubplane.backplane.BackplaneSubscriber;
import org.jspecify.annotations.Nullable;

/** How messages for one connection find its node. */
public enum RoutingMode {
    /** A connection's id begins with its node's id, and all its messages go to that node's channel. */
    NODE,
    /** As in ASP.NET Core, so that its nodes can share the backplane: a channel for each connection. */
    ASPNETCORE;

    /**
     * Makes the routing of one hub on one node.
     *
     * @param hub the hub's name
     * @param subscriber gets what other nodes send to this one
     * @param secret protects the tokens of connections; null if there is none
     * @param moved the connections of this node that others have taken
     * @return the routing, not started
     */
    public Routing of(
            String hub,
            Backplane backplane,
            BackplaneSubscriber subscriber,
            @Nullable BackplaneSecret secret,
            MovedConnections moved) {
        return this == NODE
                ? new NodeRouting(hub, backplane, subscriber, secret, moved)
                : new AspNetCoreRouting(hub, backplane, subscriber);
    }
}
