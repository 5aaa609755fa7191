package io.hubplane.cdi;

import io.hubplane.hub.Groups;
import io.hubplane.hub.HubClients;
import io.hubplane.hub.HubContext;
import java.util.function.Supplier;

/** A hub context that can be injected before the node is there: it looks for it at each use. */
record LateHubContext(Supplier<HubContext<?>> context) implements HubContext<Object> {
    @Override
    public HubClients clients() {
        return context.get().clients();
    }

    @Override
    public Groups groups() {
        return context.get().groups();
    }
}
