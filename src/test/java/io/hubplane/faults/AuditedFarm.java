package io.hubplane.faults;

import io.hubplane.faults.application.AuditedHub;
import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.Ports;
import io.hubplane.fixture.RedisServer;
import io.hubplane.fixture.Server;
import io.hubplane.server.Applications;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;

/** Two nodes and clients of both. With one Redis, the second node is behind a network that can fail. Used by one thread. */
final class AuditedFarm implements AutoCloseable {
    private static final int CLIENTS = 60;
    private static final int ROOMS = 10;

    private final @Nullable RedisServer redis;
    private final @Nullable StallingLink link;
    private final Map<String, String> options;
    private final Map<String, ReportedLosses> reports = new LinkedHashMap<>();
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final List<HubplaneNode> nodes;
    private @Nullable Balancer balancer;
    private AuditedClients clients;

    /** Starts one Redis, and the farm. */
    static AuditedFarm ofOneRedis() {
        return ofOneRedis(Map.of());
    }

    /**
     * Starts one Redis, and the farm.
     *
     * @param options more options of the nodes
     */
    static AuditedFarm ofOneRedis(Map<String, String> options) {
        RedisServer redis = RedisServer.start();
        StallingLink link = new StallingLink(redis.port());
        URI stalling = URI.create("redis://127.0.0.1:" + link.port());
        return new AuditedFarm(redis, link, List.of(redis.uri(), stalling), options, Map.of());
    }

    /**
     * Starts a farm with a Redis that others start and end.
     *
     * @param uri where it is
     * @param secrets environment variables of the nodes
     */
    static AuditedFarm at(URI uri, Map<String, String> secrets) {
        return new AuditedFarm(null, null, List.of(uri, uri), Map.of(), secrets);
    }

    private AuditedFarm(
            @Nullable RedisServer redis,
            @Nullable StallingLink link,
            List<URI> uris,
            Map<String, String> options,
            Map<String, String> secrets) {
        this.options = options;
        this.redis = redis;
        this.link = link;
        Path war = Applications.library(AuditedHub.class.getPackage(), "audited.war");
        Map<String, String> all = new LinkedHashMap<>(secrets);
        all.put("HUBPLANE_BACKPLANE_SECRET", UUID.randomUUID().toString());
        nodes = List.of(launch("faults-1", war, uris.get(0), all), launch("faults-2", war, uris.get(1), all));
        HubplaneNode.awaitAll(nodes);
        clients = AuditedClients.of(
                nodes.stream().map(node -> node.resolve("audited")).toList(), CLIENTS, ROOMS);
    }

    /** Replaces the clients by the same number of clients that connect through a balancer. */
    void balance() {
        balance(CLIENTS);
    }

    /** Replaces the clients by others that connect through a balancer. */
    void balance(int count) {
        clients.close();
        balancer = balancer == null ? new Balancer(nodes, line -> log.add("HAProxy " + line)) : balancer;
        clients = AuditedClients.withoutNegotiation(balancer.hub(), count, ROOMS);
    }

    /** Replaces the clients by others that go through a balancer, with stateful reconnect. */
    void balanceStatefully(int count) {
        clients.close();
        balancer = balancer == null ? new Balancer(nodes, line -> log.add("HAProxy " + line)) : balancer;
        clients = AuditedClients.statefully(balancer.hub(), count, ROOMS);
    }

    /** Waits until the balancer uses both nodes. */
    void awaitBalance() {
        Objects.requireNonNull(balancer, "no clients go through a balancer").awaitBoth();
    }

    private HubplaneNode launch(String name, Path war, URI uri, Map<String, String> secrets) {
        NodeSettings settings = NodeSettings.named(name)
                .withWar(war, "audited")
                .with("hubplane.redis.channel-prefix", "Faults:")
                .with("hubplane.allow-stateful-reconnects", "true")
                .withSecret("HUBPLANE_REDIS_URI", uri.toString());
        for (Map.Entry<String, String> each : options.entrySet()) {
            settings = settings.with(each.getKey(), each.getValue());
        }
        for (Map.Entry<String, String> each : secrets.entrySet()) {
            settings = settings.withSecret(each.getKey(), each.getValue());
        }
        ReportedLosses losses = new ReportedLosses();
        reports.put(name, losses);
        return HubplaneNode.launch(
                Server.underTest(), settings, BuildOutput.target().resolve("nodes"), line -> read(name, line));
    }

    /** The one Redis. */
    RedisServer redis() {
        return Objects.requireNonNull(redis, "the farm has been started without a Redis of its own");
    }

    /** Sends the Redis a command, on a new connection. */
    void redis(Consumer<Jedis> command) {
        try (Jedis connection = new Jedis("127.0.0.1", redis().port())) {
            command.accept(connection);
        }
    }

    /** A port on which no Redis listens. */
    int deadPort() {
        return Ports.free();
    }

    /** The network of the second node. */
    StallingLink link() {
        return Objects.requireNonNull(link, "the farm has been started without a Redis of its own");
    }

    /** A node. */
    HubplaneNode first() {
        return nodes.get(0);
    }

    /** The node behind the network. */
    HubplaneNode second() {
        return nodes.get(1);
    }

    /** Both nodes, in the order of their names. */
    List<HubplaneNode> nodes() {
        return nodes;
    }

    /** The clients. */
    AuditedClients clients() {
        return clients;
    }

    /** Begins a new record, of the clients and of what the nodes report. */
    void begin() {
        reports.values().forEach(ReportedLosses::begin);
        clients.begin();
    }

    /** The losses that each node has reported since {@link #begin}, by scope. */
    Map<String, Map<Integer, Integer>> reported() {
        Map<String, Map<Integer, Integer>> counts = new LinkedHashMap<>();
        reports.forEach((node, losses) -> counts.put(node, losses.counts()));
        return counts;
    }

    private void read(String node, String line) {
        Objects.requireNonNull(reports.get(node)).read(line);
        log.add(node + " " + line);
    }

    /** The log of both nodes so far, also from before a restart, and of the balancer. */
    List<String> log() {
        return List.copyOf(log);
    }

    @Override
    public void close() {
        clients.close();
        if (balancer != null) {
            balancer.close();
        }
        nodes.forEach(HubplaneNode::close);
        if (link != null && redis != null) {
            link.close();
            redis.close();
        }
    }
}
