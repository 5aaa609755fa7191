package io.hubplane.dispatch.model;

import io.hubplane.concurrent.RunAs;
import io.hubplane.hub.Groups;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import java.util.Objects;

/**
 * What a hub sees of the connection that calls it. All of it stays bound to that connection, and is safe for any
 * thread.
 *
 * @param context the connection
 * @param clients the hub's clients as the connection sees them
 * @param groups the hub's groups
 * @param acting the identity with which the call runs
 */
public record HubCall(HubCallerContext context, HubCallerClients clients, Groups groups, RunAs acting) {
    public HubCall {
        Objects.requireNonNull(context);
        Objects.requireNonNull(clients);
        Objects.requireNonNull(groups);
        Objects.requireNonNull(acting);
    }
}
