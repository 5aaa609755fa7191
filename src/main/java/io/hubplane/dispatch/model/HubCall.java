package io.hubplane.dispatch.model;

import io.hubplane.concurrent.RunAs;
import io.hubplane.hub.Groups;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import java.util.Objects;

/**
 * What a hub sees of the connection it is called by. All three stay bound to that connection for good, and are safe for
 * any thread.
 *
 * @param context the connection
 * @param clients the hub's clients as seen from the connection
 * @param groups the hub's groups
 * @param acting in whose name the call runs
 */
public record HubCall(HubCallerContext context, HubCallerClients clients, Groups groups, RunAs acting) {
    public HubCall {
        Objects.requireNonNull(context);
        Objects.requireNonNull(clients);
        Objects.requireNonNull(groups);
        Objects.requireNonNull(acting);
    }
}
