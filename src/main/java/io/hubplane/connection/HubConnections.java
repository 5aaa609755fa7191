package io.hubplane.connection;

import io.hubplane.connection.outbound.ConnectionClose;
import io.hubplane.observe.CloseReason;
import io.hubplane.observe.HubStatistics;
import io.hubplane.transport.Arrival;
import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.ConnectionGateway;
import io.hubplane.transport.CountedConnection;
import io.hubplane.transport.ForwardedAnswer;
import io.hubplane.transport.ForwardedRequest;
import io.hubplane.transport.NegotiatedTerms;
import io.hubplane.transport.Pending;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All connections of a hub on this node, from the negotiation until their transports have closed.
 *
 * <p>Life cycle: made, any use, {@link #close} or a {@code NodeShutdown}. Safe for any thread.
 */
public final class HubConnections implements ConnectionGateway, AutoCloseable {
    private static final Logger LOGGER = System.getLogger(HubConnections.class.getName());

    /** How long the last messages may take to leave, the same as in ASP.NET Core. */
    public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** The number of random bytes in an id or token, the same as in ASP.NET Core; they make 22 characters. */
    private static final int RANDOM_BYTES = 16;

    private final Map<TokenDigest, HubConnection> byToken = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final ConnectionRegistry registry;
    private final HubDispatch dispatch;
    private final ConnectionServices shared;
    private final Executor forwarded;
    private final LivenessCheck livenessCheck;
    private final LongConsumer beat = this::beat;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile CompletionStage<Void> recalled = CompletableFuture.completedFuture(null);
    private volatile Runnable gone = () -> {};
    private volatile boolean leaving;
    private volatile boolean closed;

    /**
     * Makes the connections of one hub, of a node that hands over connections without a pause.
     *
     * @param registry receives connections that have completed their handshake
     * @param dispatch receives their messages
     * @param options how they behave
     * @param users determines their users
     * @param clock the time of day, for the expiry of identities
     * @param forwarded has threads only for requests that other nodes forward
     */
    public HubConnections(
            ConnectionRegistry registry,
            HubDispatch dispatch,
            ConnectionOptions options,
            UserIdentification users,
            InstantSource clock,
            Executor forwarded) {
        this(registry, dispatch, options, users, clock, forwarded, forwarded);
    }

    /**
     * Makes the connections of one hub of a farm.
     *
     * @param later runs tasks about a tenth of a second later
     */
    public HubConnections(
            ConnectionRegistry registry,
            HubDispatch dispatch,
            ConnectionOptions options,
            UserIdentification users,
            InstantSource clock,
            Executor forwarded,
            Executor later) {
        this.registry = registry;
        this.dispatch = dispatch;
        this.forwarded = forwarded;
        HubServices services = registry.services();
        this.shared = new ConnectionServices(
                services,
                options,
                users,
                new GroupMembership.Limit(
                        options.maximumGroupsPerConnection(),
                        () -> services.limitReached("maximum-groups-per-connection")),
                new UnusedTransports(
                        options.timeouts().keepAliveInterval().toNanos(),
                        services.ticker().getAsLong(),
                        () -> services.limitReached("silent-web-sockets")),
                new Aborts(options.timeouts()),
                id -> leaving && registry.handsOver(id),
                this::forget);
        this.livenessCheck = new LivenessCheck(options, services.protocols(), clock);
        services.heartbeat().add(beat);
        registry.serveHandovers(new HandedConnections(byToken::get, this::adopt, shared, forwarded, later));
    }

    @Override
    public TransportConnection create(RequestInfo request, NegotiatedTerms terms, CountedConnection counted) {
        String token = registry.connectionToken(randomText());
        String id = terms.separateToken() ? registry.connectionId(randomText()) : token;
        HubConnection connection =
                new HubConnection(new Client(id, token, request), terms, counted, this::entered, shared);
        byToken.put(TokenDigest.of(token), connection);
        if (closed) { // checked after the put: either close() sees the connection, or this sees that it was closed
            connection.pipeline().end().begin(ConnectionClose.abrupt(CloseReason.SHUTDOWN, null));
        }
        return new TransportSide(connection.pipeline());
    }

    @Override
    public Optional<CompletionStage<Arrival>> arrive(String token, RequestInfo request) {
        return leaving ? Optional.empty() : registry.arrive(token, request);
    }

    /**
     * Goes on with a connection that another node has handed over. It waits for its client's next transport.
     *
     * @param request the request that the client has come with
     * @return the connection; null if this node cannot go on with it
     */
    private @Nullable HubConnection adopt(String token, RequestInfo request, Handover handover) {
        HubConnection connection = new HubConnection(
                new Client(handover.id(), token, request),
                new NegotiatedTerms(true, true),
                CountedConnection.NONE,
                this::entered,
                shared);
        connection.items().putAll(handover.items());
        if (closed || !connection.pipeline().goOn(handover)) {
            return null;
        }
        byToken.put(TokenDigest.of(token), connection);
        return connection;
    }

    private Registration.Hub entered(HubConnection connection) {
        return new Entry(connection, registry, dispatch);
    }

    /** The hub as one connection enters it. */
    private record Entry(HubConnection connection, ConnectionRegistry registry, HubDispatch dispatch)
            implements Registration.Hub {
        @Override
        public CompletionStage<Void> connected() {
            return registry.connected(connection);
        }

        @Override
        public HubMessageReceiver receiver(CompletionStage<Void> ready) {
            return dispatch.connected(connection, ready);
        }

        @Override
        public HubMessageReceiver goesOn() {
            return dispatch.goesOn(connection);
        }

        @Override
        public void disconnected() {
            registry.disconnected(connection);
        }
    }

    private String randomText() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public Optional<TransportConnection> find(String token) {
        HubConnection connection = byToken.get(TokenDigest.of(token));
        return connection == null ? Optional.empty() : Optional.of(new TransportSide(connection.pipeline()));
    }

    @Override
    public boolean isElsewhere(String token) {
        return registry.isElsewhere(token);
    }

    @Override
    public Optional<CompletionStage<ForwardedAnswer>> forward(ForwardedRequest request) {
        return registry.forward(request);
    }

    @Override
    public void serveForwarded(Function<ForwardedRequest, CompletionStage<ForwardedAnswer>> handler) {
        registry.serveForwarded(
                byToken::get, handler, forwarded, shared.options().timeouts().transportSendTimeout());
    }

    /** The present statistics of the hub on this node. */
    public HubStatistics statistics() {
        ConnectionSurvey survey = new ConnectionSurvey();
        byToken.values().forEach(connection -> survey.add(connection.pipeline()));
        return survey.statistics(services(), registry.counts());
    }

    /** A connection's transport has closed. */
    private void forget(String token) {
        byToken.remove(TokenDigest.of(token));
        gone.run();
        if (closed && byToken.isEmpty()) {
            drained.complete(null);
        }
    }

    private void beat(long now) {
        shared.unusedTransports().beat(now);
        shared.aborts().beat(now);
        for (HubConnection connection : byToken.values()) {
            try {
                livenessCheck.beat(connection.pipeline(), now);
            } catch (RuntimeException e) {
                String id = connection.id();
                services().log().warn(LOGGER, id, "The regular check of connection " + id + " failed", e);
            }
        }
    }

    /**
     * Accepts no new connections from now on; existing ones continue.
     *
     * @param oneHasGone run each time a connection is no longer here, by any thread; must not block
     */
    public void takeNoMore(Runnable oneHasGone) {
        gone = oneHasGone;
        leaving = true;
    }

    @Override
    public boolean takesConnections() {
        return !leaving;
    }

    /** The connections that have not been forgotten, whatever their state. */
    public Collection<HubConnection> present() {
        return byToken.values();
    }

    /** Whether a client that was asked to go may still come to another node, which goes on with its connection. */
    public boolean awaitsHandovers() {
        return byToken.values().stream()
                .anyMatch(connection -> connection.isOnItsWay() && registry.handsOver(connection.id()));
    }

    /**
     * Ends all connections and tells their clients that they may reconnect. Connections made from now on end at once.
     * Clients of other nodes that poll here get an answer, so that their next poll reaches another node.
     */
    public void closeAll() {
        closed = true;
        recalled = registry.recallForwarded();
        byToken.values().forEach(HubConnection::goAway);
        if (byToken.isEmpty()) {
            drained.complete(null);
        }
    }

    /**
     * Waits, for a limited time, until the last messages have left, all transports are closed and no poll waits here.
     */
    public void awaitClosed(Duration timeout) {
        try {
            CompletableFuture.allOf(drained, recalled.toCompletableFuture())
                    .get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOGGER.log(Level.DEBUG, "{0} connections did not take their last messages in time", byToken.size());
        } catch (ExecutionException e) {
            throw new AssertionError("Never completed exceptionally", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives up the connections that have not closed. */
    public void end() {
        services().heartbeat().remove(beat);
        shared.aborts().end(services().ticker().getAsLong());
        byToken.values().forEach(connection -> connection.pipeline().end().force(CloseStatus.GOING_AWAY));
        shared.unusedTransports().close();
    }

    /**
     * Ends all connections of this hub only, without the delays of a {@code NodeShutdown}. Blocks until the last messages
     * have left, but at most for 5 seconds.
     */
    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    void close(Duration timeout) {
        leaving = true;
        closeAll();
        awaitClosed(timeout);
        end();
    }

    @Override
    public void leaves(Pending pending) {
        shared.aborts().leaves(pending, services().ticker().getAsLong());
    }

    private HubServices services() {
        return shared.services();
    }

    UnusedTransports silentTransports() {
        return shared.unusedTransports();
    }
}
