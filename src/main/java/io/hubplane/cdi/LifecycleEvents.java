package io.hubplane.cdi;

import io.hubplane.cluster.presence.ConnectionTracking;
import io.hubplane.dispatch.HubLifecycle;
import io.hubplane.hub.Connected;
import io.hubplane.hub.Disconnected;
import io.hubplane.hub.Disconnection;
import io.hubplane.hub.HubCallerContext;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.util.AnnotationLiteral;

/** Fires the CDI events about connections. */
final class LifecycleEvents implements HubLifecycle {
    private final Event<HubCallerContext> connected;
    private final Event<Disconnection> disconnected;

    LifecycleEvents(BeanManager beans) {
        this.connected = beans.getEvent().select(HubCallerContext.class, new ConnectedLiteral());
        this.disconnected = beans.getEvent().select(Disconnection.class, new DisconnectedLiteral());
    }

    @Override
    public void connected(HubCallerContext caller) {
        connected.fire(caller);
    }

    @Override
    public void disconnected(Disconnection disconnection) {
        disconnected.fire(disconnection);
    }

    private static final class ConnectedLiteral extends AnnotationLiteral<Connected> implements Connected {}

    private static final class DisconnectedLiteral extends AnnotationLiteral<Disconnected> implements Disconnected {}

    /** Tells other nodes which connections a hub has accepted, and when it has been told about their ends. */
    record Tracked(HubLifecycle lifecycle, ConnectionTracking tracking) implements HubLifecycle {
        @Override
        public void connected(HubCallerContext caller) {
            tracking.began(caller.connectionId(), caller.userIdentifier());
            lifecycle.connected(caller);
        }

        @Override
        public void disconnected(Disconnection disconnection) {
            try {
                lifecycle.disconnected(disconnection);
            } finally {
                tracking.ended(disconnection.caller().connectionId());
            }
        }
    }
}
