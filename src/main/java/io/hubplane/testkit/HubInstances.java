package io.hubplane.testkit;

import io.hubplane.dispatch.CallScope;
import io.hubplane.dispatch.HubActivator;
import io.hubplane.dispatch.model.HubCall;
import java.util.function.Function;

/** Lends a hub object to each call, made by a function of the call. */
final class HubInstances implements HubActivator {
    private final CallScope scope;
    private final Function<HubCall, ?> factory;

    HubInstances(CallScope scope, Function<HubCall, ?> factory) {
        this.scope = scope;
        this.factory = factory;
    }

    @Override
    public Lease lease() {
        return new Instance(factory.apply(scope.current().orElseThrow()));
    }

    private record Instance(Object hub) implements Lease {
        @Override
        public void returned() {}

        @Override
        public void completed() {}
    }
}
