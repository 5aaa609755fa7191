package io.hubplane.cdi;

import io.hubplane.backplane.Backplane;
import io.hubplane.cdi.security.ContainerIdentities;
import io.hubplane.cdi.security.Gatekeepers;
import io.hubplane.cluster.ClusterQueries;
import io.hubplane.cluster.Membership;
import io.hubplane.cluster.presence.PresenceSync;
import io.hubplane.config.HubplaneConfiguration;
import io.hubplane.connection.Heartbeat;
import io.hubplane.connection.HubConnections;
import io.hubplane.connection.ReadThrottle;
import io.hubplane.connection.outbound.Flusher;
import io.hubplane.connection.shutdown.Drain;
import io.hubplane.connection.shutdown.NodeShutdown;
import io.hubplane.connection.shutdown.ShutdownOptions;
import io.hubplane.dispatch.CallScope;
import io.hubplane.dispatch.NodeResources;
import io.hubplane.dispatch.model.HubDescriptor;
import io.hubplane.hub.UserIdProvider;
import io.hubplane.hub.cluster.ClusterClients;
import io.hubplane.hub.cluster.HubPresence;
import io.hubplane.hub.cluster.TracksGroups;
import io.hubplane.lifetime.Delivery;
import io.hubplane.lifetime.HubLifetimeManager;
import io.hubplane.observe.ClientLog;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.LimitCounts;
import io.hubplane.observe.NodeStatistics;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.http.HubPaths;
import io.hubplane.transport.http.HubServlet;
import io.hubplane.transport.http.Posts;
import io.hubplane.transport.http.Readiness;
import io.hubplane.transport.http.access.FrontDoor;
import io.hubplane.transport.websocket.WebSocketUpgrader;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One running application: its hubs, what they share, and the order in which all of it starts and stops.
 *
 * <p>Life cycle: made and put on its paths before the application starts, {@link #start}, {@link #close}. The container
 * calls it by one thread at a time.
 */
final class HubNode implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(HubNode.class.getName());
    private static final Duration BEAT = Duration.ofSeconds(1);

    /** The warning for a farm without a secret. */
    static final String DELIVERS_ONLY =
            "hubplane.backplane.secret is not set, so nodes only deliver messages to each other's clients. The"
                    + " following does not work: requests that reach another node than that of their connection (long"
                    + " polling without sticky sessions), groups of connections of other nodes, and client results from"
                    + " them. To turn this on, set hubplane.backplane.secret to the same text of at least 32 characters on"
                    + " all nodes";

    private final HubplaneConfiguration configuration;
    private final Backplane backplane;
    private final ContainerThreads threads;
    private final LimitCounts limits;
    private final Posts posts;
    private final Heartbeat heartbeat = new Heartbeat(System::nanoTime);
    private final Membership membership;
    private final ClusterQueries queries;
    private final PresenceSync presences;
    private final Map<HubDescriptor, ServedHub> hubs = new LinkedHashMap<>();
    private final Drain drain;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable WebSocketUpgrader upgrader;

    HubNode(
            HubplaneConfiguration configuration,
            BeanManager beans,
            Map<HubDescriptor, HubBean> served,
            FilterBeans filters,
            CallScope calls,
            HubObserver observer) {
        this.configuration = configuration;
        this.backplane = backplane(beans);
        this.threads = new ContainerThreads(configuration.dispatchThreads());
        ClientLog log = new ClientLog(System::nanoTime, configuration.logLinesPerClient());
        this.limits = new LimitCounts(observer);
        this.posts = new Posts(configuration.posts(), System::nanoTime, threads.soon(), limits, log);
        this.membership = new Membership(
                backplane, configuration.nodeName(), HubplaneVersion.VERSION, Instant.now(), heartbeat, observer);
        PresenceEvents events = new PresenceEvents(beans, observer);
        this.presences = new PresenceSync(backplane, membership, events, threads.sends());
        ContainerIdentities identities = ContainerIdentities.find();
        NodeResources resources = new NodeResources(
                configuration.nodeName(),
                threads.calls(),
                new ReadThrottle(ReadThrottle.DEFAULT_LIMIT),
                calls,
                identities,
                observer,
                log,
                System::nanoTime);
        SharedParts shared = new SharedParts(
                configuration,
                backplane,
                HubMappers.of(beans.createInstance()).protocols(configuration.messagePack()),
                Flusher.paced(threads.flushes(), ContainerThreads.flushers(), new ProcessorLoad()),
                heartbeat,
                threads.sends(),
                threads.forwards(),
                threads.later(),
                resources,
                new LifecycleEvents(beans),
                presences,
                UserIds.of(ApplicationBeans.only(beans, UserIdProvider.class)),
                Gatekeepers.find(beans, log, identities),
                new FrontDoor(configuration.frontDoor(), limits, System::nanoTime),
                posts,
                identities);
        served.forEach((hub, bean) ->
                hubs.put(hub, new ServedHub(hub, bean, filters.of(beans, hub.hubClass()), shared)));
        this.drain = new Drain(configuration.drain(), heartbeat, observer, connections());
        this.queries = new ClusterQueries(
                backplane,
                membership,
                heartbeat,
                hubs.entrySet().stream()
                        .collect(Collectors.toMap(
                                hub -> hub.getKey().name(),
                                hub -> hub.getValue().lifetime())),
                threads.forwards(),
                threads.sends(),
                limits);
        LossEvents losses = new LossEvents(beans, limits, threads.sends());
        hubs.forEach((hub, serving) -> {
            losses.follow(hub, serving.lifetime());
            events.announce(hub, serving.lifetime());
            presences.follow(serving.lifetime());
            if (hub.hubClass().isAnnotationPresent(TracksGroups.class)) {
                presences.followGroups(serving.lifetime());
            }
        });
    }

    private List<HubConnections> connections() {
        return hubs.values().stream().map(ServedHub::connections).toList();
    }

    /** The bean itself, not its proxy, which every message would have to pass. */
    private static Backplane backplane(BeanManager beans) {
        Bean<?> bean = beans.resolve(beans.getBeans(Backplane.class));
        return (Backplane) Objects.requireNonNull(contextual(beans, bean));
    }

    private static <T> T contextual(BeanManager beans, Bean<T> bean) {
        return beans.getContext(bean.getScope()).get(bean, beans.createCreationalContext(bean));
    }

    void registerServlets(ServletContext context) {
        List<HubServlet> servlets = hubs.values().stream()
                .map(hub -> hub.registerServlet(context, this::upgrade))
                .toList();
        FilterRegistration.Dynamic paths = context.addFilter("hubplane paths", new HubPaths(servlets));
        if (paths == null) {
            throw new IllegalStateException("The application already has a filter named 'hubplane paths'");
        }
        paths.setAsyncSupported(true);
        paths.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
        ServletRegistration.Dynamic readiness = context.addServlet("hubplane ready", new Readiness(this::isReady));
        if (readiness == null || !readiness.addMapping(Readiness.PATH).isEmpty()) {
            throw new IllegalStateException("The application already has a servlet at " + Readiness.PATH);
        }
    }

    /** Whether new clients are taken. */
    private boolean isReady() {
        return upgrader != null && connections().stream().allMatch(HubConnections::takesConnections);
    }

    /** Asks all clients to go elsewhere; completed when none is left. */
    CompletionStage<Void> drain() {
        return drain.begin();
    }

    private void upgrade(Object request, Object response, TransportConnection connection, String subProtocol)
            throws IOException {
        Objects.requireNonNull(upgrader, "started").upgrade(request, response, connection, subProtocol);
    }

    Delivery delivery(HubDescriptor hub) {
        return Objects.requireNonNull(hubs.get(hub), () -> hub.path()).delivery();
    }

    ClusterClients clients(Class<?> hub) {
        return queries.clients(served(hub).services().hub());
    }

    HubPresence presence(Class<?> hub) {
        return presences.of(served(hub));
    }

    private HubLifetimeManager served(Class<?> hub) {
        return hubs.entrySet().stream()
                .filter(each -> each.getKey().hubClass() == hub)
                .findFirst()
                .map(found -> found.getValue().lifetime())
                .orElseThrow(() -> new IllegalArgumentException(hub.getName() + " is not a hub of this application"));
    }

    Membership membership() {
        return membership;
    }

    NodeStatistics statistics() {
        return new NodeStatistics(
                configuration.nodeName(),
                backplane.nodeId(),
                hubs.values().stream().map(ServedHub::statistics).toList(),
                backplane.statistics(),
                posts.size(),
                posts.bytes(),
                limits.counts());
    }

    void start(ServletContext context) {
        ServerContainer container = (ServerContainer) context.getAttribute(ServerContainer.class.getName());
        if (container == null) {
            throw new IllegalStateException("This server has no WebSocket container for the application at '"
                    + context.getContextPath() + "'; Hubplane needs Jakarta WebSocket 2.1");
        }
        upgrader = WebSocketUpgrader.register(container);
        LOGGER.log(
                Level.INFO,
                "Node {0} ({1}) serves {2} with {3}",
                configuration.nodeName(),
                backplane.nodeId(),
                hubs.keySet().stream().map(HubDescriptor::path).toList(),
                configuration.effective());
        if (!backplane.carriesCommands()) {
            LOGGER.log(Level.WARNING, DELIVERS_ONLY);
        }
        backplane.start();
        hubs.values().forEach(ServedHub::start);
        queries.start();
        presences.start();
        membership.start();
        threads.every(BEAT, heartbeat::tick);
        threads.every(BEAT, posts::tick);
    }

    /**
     * Refuses new clients, tells the connected ones, waits for their connections to end, then ends threads and
     * backplane; each wait is bounded. While this blocks, the containers answer 503 for the application (Payara 6, and
     * WildFly 39 when the server is stopped) or 404 (WildFly 39 when only the application is stopped), and keep its
     * WebSockets.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            presences.leave();
            ShutdownOptions shutdown = configuration.shutdown();
            new NodeShutdown(drain.hasBegun() ? shutdown.withoutDelay() : shutdown, System::nanoTime)
                    .run(connections());
            hubs.values().forEach(ServedHub::close);
            membership.close();
            queries.close();
            presences.close();
            threads.close();
            backplane.close();
            LOGGER.log(Level.INFO, "Node {0} ({1}) has ended", configuration.nodeName(), backplane.nodeId());
        }
    }
}
