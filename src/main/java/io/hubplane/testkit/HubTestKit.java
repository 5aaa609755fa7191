package io.hubplane.testkit;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.connection.ConnectionOptions;
import io.hubplane.connection.Heartbeat;
import io.hubplane.connection.HubConnections;
import io.hubplane.connection.ReadThrottle;
import io.hubplane.connection.UserIdentification;
import io.hubplane.connection.outbound.Flusher;
import io.hubplane.delivery.HubViews;
import io.hubplane.dispatch.CallScope;
import io.hubplane.dispatch.CallerIdentities;
import io.hubplane.dispatch.DispatchOptions;
import io.hubplane.dispatch.HubDispatcher;
import io.hubplane.dispatch.HubLifecycle;
import io.hubplane.dispatch.NodeResources;
import io.hubplane.dispatch.model.AccessRule;
import io.hubplane.dispatch.model.HubCall;
import io.hubplane.dispatch.model.HubDescriptor;
import io.hubplane.hub.Disconnection;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.HubContext;
import io.hubplane.hub.HubFilter;
import io.hubplane.hub.HubMapperCustomizer;
import io.hubplane.lifetime.HubLifetimeManager;
import io.hubplane.lifetime.routing.FarmOptions;
import io.hubplane.lifetime.routing.RoutingMode;
import io.hubplane.observe.ClientLog;
import io.hubplane.observe.GuardedHubObserver;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.HubStatistics;
import io.hubplane.transport.Identity;
import io.hubplane.transport.NegotiatedTerms;
import io.hubplane.transport.RequestInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A hub under test, with the clients the test connects to it.
 *
 * <pre>{@code
 * HubTestKit<ChatHub> kit = HubTestKit.of(ChatHub.class);
 * TestClient ann = kit.connect();
 * TestClient bob = kit.connect();
 *
 * ann.invoke("send", "Ann", "Hello");
 *
 * assertThat(bob.received()).hasToString("[broadcastMessage(Ann, Hello)]");
 * assertThat(kit.sent()).hasToString("[all: broadcastMessage(Ann, Hello)]");
 * }</pre>
 *
 * <p>Calls take the same path as on a server: arguments are encoded and bound, filters run, results come back encoded.
 * But there is no server and no network, time passes only by {@link #advance}, and everything happens on the thread
 * that uses the kit, before the kit's method returns; the kit waits only for what the hub itself does on other threads.
 * So a hub method must not block until a client does something, not even the calling one. There is nothing to release
 * at the end of a test.
 *
 * @param <H> the hub class
 */
public final class HubTestKit<H> {
    /** How long a call may wait for the hub's own threads. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration UNLIMITED = Duration.ofDays(1);

    private final TaskLoop loop = new TaskLoop();
    private final AtomicLong clock = new AtomicLong();
    private final Heartbeat heartbeat = new Heartbeat(clock::get);
    private final ClientValues values;
    private final AccessRule admitted;
    private final RecordingDelivery delivery;
    private final HubConnections connections;
    private final HubContext<H> context;

    private HubTestKit(Builder<H> settings) {
        HubDescriptor hub = HubDescriptor.of(settings.hubClass);
        admitted = hub.access().connecting();
        values = new ClientValues(settings.customizers);
        CallScope scope = new CallScope();
        DispatchOptions options = settings.options;
        ClientLog log = new ClientLog(clock::get, ClientLog.DEFAULT_LINES);
        HubObserver observer = GuardedHubObserver.of(settings.observers);
        HubLifetimeManager lifetime = new HubLifetimeManager(
                hub.name(),
                new LocalBackplane(),
                List.of(values.protocol()),
                RoutingMode.NODE,
                new Flusher(loop, 1),
                heartbeat,
                observer,
                log,
                FarmOptions.DEFAULTS.answeringWithin(UNLIMITED),
                loop);
        delivery = new RecordingDelivery(lifetime);
        context = new HubViews(delivery, options.clientResultTimeout()).context();
        Function<HubCall, ? extends H> factory = settings.factory;
        HubDispatcher dispatcher = new HubDispatcher(
                new NodeResources(
                        "test", loop, new ReadThrottle(0), scope, CallerIdentities.NONE, observer, log, clock::get),
                hub,
                options,
                new HubInstances(scope, factory == null ? new Injection<>(settings.hubClass, context)::make : factory),
                settings.filters,
                new NoEvents(),
                delivery);
        connections = new HubConnections(
                lifetime, dispatcher, ConnectionOptions.DEFAULTS, UserIdentification.PRINCIPAL_NAME, this::now, loop);
        lifetime.start();
    }

    private Instant now() {
        return Instant.EPOCH.plusNanos(clock.get());
    }

    /**
     * A hub made as CDI would make it, if its constructor and fields have nothing else injected than
     * {@link HubCallerContext}, {@link io.hubplane.hub.HubCallerClients},
     * {@link io.hubplane.hub.TypedHubCallerClients}, {@link io.hubplane.hub.Groups} and the {@link HubContext} of the
     * hub itself. A new object is made for each call, regardless of the class's scope.
     *
     * @param hubClass a class annotated with {@link io.hubplane.hub.Hub}
     * @param <H> the hub class
     * @return the kit
     * @throws io.hubplane.dispatch.model.HubDefinitionException if the class cannot serve as a hub
     * @throws IllegalArgumentException if it has anything else injected
     */
    public static <H> HubTestKit<H> of(Class<H> hubClass) {
        return builder(hubClass).build();
    }

    /**
     * A hub that the test makes.
     *
     * @param hubClass a class annotated with {@link io.hubplane.hub.Hub}
     * @param factory makes a hub object for one call, from the objects that belong to the call
     * @param <H> the hub class
     * @return the kit
     * @throws io.hubplane.dispatch.model.HubDefinitionException if the class cannot serve as a hub
     */
    public static <H> HubTestKit<H> of(Class<H> hubClass, Function<HubCall, ? extends H> factory) {
        return builder(hubClass).hub(factory).build();
    }

    /**
     * Begins to build a kit with more options.
     *
     * @param hubClass a class annotated with {@link io.hubplane.hub.Hub}
     * @param <H> the hub class
     * @return the builder
     */
    public static <H> Builder<H> builder(Class<H> hubClass) {
        return new Builder<>(hubClass);
    }

    /**
     * Connects an anonymous client.
     *
     * @return the client; see {@link TestClient#isConnected} for whether the hub has accepted it
     * @throws SecurityException if the hub's class does not admit it
     */
    public TestClient connect() {
        return client().connect();
    }

    /**
     * Connects a client of a user.
     *
     * @param user the name of its principal
     * @return the client; see {@link TestClient#isConnected} for whether the hub has accepted it
     * @throws SecurityException if the hub's class does not admit it
     */
    public TestClient connect(String user) {
        return client().user(user).connect();
    }

    /**
     * Begins to build a client with more options.
     *
     * @return the client, not connected yet
     */
    public NewClient client() {
        return new NewClient(this::connect);
    }

    private TestClient connect(RequestInfo request) {
        if (!admitted.permits(role -> isInRole(request.identity(), role))) {
            throw new SecurityException("The hub is open to " + admitted + " only");
        }
        return new TestClient(loop, values, PATIENCE, connections.create(request, NegotiatedTerms.NONE))
                .connect(request);
    }

    private static boolean isInRole(Identity identity, String role) {
        return role.equals(AccessRule.ANY_AUTHENTICATED)
                ? identity.principal() != null
                : identity.roles().contains(role);
    }

    /**
     * The hub as seen from outside its calls, as it is injected into beans.
     *
     * @return the context; what is sent by it is also in {@link #sent}
     */
    public HubContext<H> context() {
        return context;
    }

    /**
     * What the hub has sent, and what the test has sent by {@link #context}, whether or not anybody received it.
     *
     * @return the messages, in order
     */
    public List<SentMessage> sent() {
        loop.run();
        return delivery.sent();
    }

    /**
     * The hub's figures: connections, groups, running calls and so on, as an application gets them from
     * {@link io.hubplane.observe.HubStatisticsSource}.
     *
     * @return the statistics, as of now
     */
    public HubStatistics statistics() {
        loop.run();
        return connections.statistics();
    }

    /** Forgets the messages in {@link #sent}. */
    public void forgetSent() {
        loop.run();
        delivery.forget();
    }

    /**
     * Lets time pass, for things with a time limit such as the answers of clients.
     *
     * @param duration how much time
     */
    public void advance(Duration duration) {
        loop.run();
        clock.addAndGet(duration.toNanos());
        heartbeat.tick();
        loop.run();
    }

    /**
     * Builds a kit.
     *
     * @param <H> the hub class
     */
    public static final class Builder<H> {
        private final Class<H> hubClass;
        private @Nullable Function<HubCall, ? extends H> factory;
        private List<HubFilter> filters = List.of();
        private List<HubMapperCustomizer> customizers = List.of();
        private List<HubObserver> observers = List.of();
        private DispatchOptions options = DispatchOptions.DEFAULTS;

        private Builder(Class<H> hubClass) {
            this.hubClass = hubClass;
        }

        /**
         * Makes the hub.
         *
         * @param making makes a hub object for one call, from the objects that belong to the call
         * @return this
         */
        public Builder<H> hub(Function<HubCall, ? extends H> making) {
            factory = making;
            return this;
        }

        /**
         * Puts filters around the hub.
         *
         * @param outermostFirst the filters
         * @return this
         */
        public Builder<H> filters(HubFilter... outermostFirst) {
            filters = List.of(outermostFirst);
            return this;
        }

        /**
         * Maps values as the application does.
         *
         * @param inOrder the customizers, in order
         * @return this
         */
        public Builder<H> mapperCustomizers(HubMapperCustomizer... inOrder) {
            customizers = List.of(inOrder);
            return this;
        }

        /**
         * Adds observers of the hub.
         *
         * @param inOrder the observers
         * @return this
         */
        public Builder<H> observers(HubObserver... inOrder) {
            observers = List.of(inOrder);
            return this;
        }

        /**
         * Configures the hub.
         *
         * @param configured the options
         * @return this
         */
        public Builder<H> options(DispatchOptions configured) {
            options = configured;
            return this;
        }

        /**
         * Makes the kit.
         *
         * @return the kit
         * @throws io.hubplane.dispatch.model.HubDefinitionException if the class cannot serve as a hub
         */
        public HubTestKit<H> build() {
            return new HubTestKit<>(this);
        }
    }

    /** Nobody observes the events of connections. */
    private static final class NoEvents implements HubLifecycle {
        @Override
        public void connected(HubCallerContext caller) {}

        @Override
        public void disconnected(Disconnection disconnection) {}
    }
}
