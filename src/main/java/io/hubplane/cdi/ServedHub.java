package io.hubplane.cdi;

import io.hubplane.cluster.presence.ConnectionTracking;
import io.hubplane.cluster.presence.TrackedDispatch;
import io.hubplane.config.HubConfiguration;
import io.hubplane.connection.HubConnections;
import io.hubplane.connection.HubDispatch;
import io.hubplane.dispatch.HubActivator;
import io.hubplane.dispatch.HubDispatcher;
import io.hubplane.dispatch.HubLifecycle;
import io.hubplane.dispatch.RunAsDelivery;
import io.hubplane.dispatch.model.HubDescriptor;
import io.hubplane.hub.HubFilter;
import io.hubplane.hub.cluster.TracksConnections;
import io.hubplane.lifetime.Delivery;
import io.hubplane.lifetime.HubLifetimeManager;
import io.hubplane.lifetime.routing.RoutingMode;
import io.hubplane.observe.HubStatistics;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.TransferFormat;
import io.hubplane.transport.http.HubServlet;
import io.hubplane.transport.http.Posts;
import io.hubplane.transport.http.Upgrade;
import io.hubplane.transport.http.access.FrontDoor;
import io.hubplane.transport.http.access.Gatekeeper;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One hub with everything between its path and its class. */
final class ServedHub implements AutoCloseable {
    private final HubDescriptor hub;
    private final HubConfiguration configuration;
    private final boolean binary;
    private final HubLifetimeManager lifetime;
    private final HubConnections connections;
    private final Gatekeeper gatekeeper;
    private final FrontDoor frontDoor;
    private final Delivery delivery;
    private final Posts posts;

    ServedHub(HubDescriptor hub, HubActivator activator, List<HubFilter> filters, SharedParts shared) {
        this.hub = hub;
        this.configuration = shared.configuration().hub(hub.path());
        List<HubProtocol> protocols = shared.protocols().stream()
                .filter(protocol -> configuration.supportedProtocols().contains(protocol.name()))
                .toList();
        this.binary = protocols.stream().anyMatch(protocol -> protocol.transferFormat() == TransferFormat.BINARY);
        this.lifetime = new HubLifetimeManager(
                hub.name(),
                shared.backplane(),
                protocols,
                shared.configuration().interopWithAspNetCore() ? RoutingMode.ASPNETCORE : RoutingMode.NODE,
                shared.flusher(),
                shared.heartbeat(),
                shared.resources().observer(),
                shared.resources().log(),
                shared.configuration().farm(),
                shared.sends());
        this.delivery = new RunAsDelivery(
                lifetime, shared.resources().scope(), shared.identities().nobody());
        Optional<ConnectionTracking> tracking = hub.hubClass().isAnnotationPresent(TracksConnections.class)
                ? shared.presences().trackConnections(lifetime)
                : Optional.empty();
        HubLifecycle lifecycle = tracking.<HubLifecycle>map(
                        each -> new LifecycleEvents.Tracked(shared.lifecycle(), each))
                .orElse(shared.lifecycle());
        HubDispatch dispatch = new HubDispatcher(
                shared.resources(), hub, configuration.dispatch(), activator, filters, lifecycle, delivery);
        this.connections = new HubConnections(
                lifetime,
                tracking.<HubDispatch>map(each -> new TrackedDispatch(dispatch, each))
                        .orElse(dispatch),
                configuration.connection(),
                shared.users(),
                InstantSource.system(),
                shared.forwards(),
                shared.later());
        this.frontDoor = shared.frontDoor();
        this.posts = shared.posts();
        this.gatekeeper = shared.gatekeepers().of(hub.access());
    }

    HubServlet registerServlet(ServletContext servlets, Upgrade upgrade) {
        String name = "hubplane " + hub.path();
        HubServlet servlet = new HubServlet(
                hub.name(),
                hub.path(),
                connections,
                configuration.http(),
                binary,
                gatekeeper,
                upgrade,
                frontDoor,
                posts);
        ServletRegistration.Dynamic registration = servlets.addServlet(name, servlet);
        if (registration == null) {
            throw new IllegalStateException("The application already has a servlet named '" + name + "'");
        }
        registration.setAsyncSupported(true);
        // Some containers answer isUserInRole only for roles that they know, and do not search hub classes for them.
        servlets.declareRoles(hub.access().roles().toArray(String[]::new));
        Set<String> taken = registration.addMapping(hub.path(), hub.path() + "/negotiate");
        if (!taken.isEmpty()) {
            throw new IllegalStateException("The hub " + hub.hubClass().getName() + " cannot be served: the application"
                    + " has another servlet at " + taken);
        }
        return servlet;
    }

    Delivery delivery() {
        return delivery;
    }

    HubStatistics statistics() {
        return connections.statistics();
    }

    void start() {
        lifetime.start();
    }

    HubLifetimeManager lifetime() {
        return lifetime;
    }

    HubConnections connections() {
        return connections;
    }

    /** Called when the connections have ended. */
    @Override
    public void close() {
        lifetime.close();
    }
}
