package io.hubplane.abuse;

import static io.hubplane.abuse.HostileWebSocket.call;

import io.hubplane.abuse.application.AbusedHub;
import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.RedisServer;
import io.hubplane.fixture.Server;
import io.hubplane.server.Applications;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two nodes and a Redis. Their limits are so low that an attack reaches them in seconds; with the defaults it would
 * take minutes and thousands of sockets. What happens when a limit is reached is the same. Used by one thread at a
 * time.
 */
final class AbusedFarm implements AutoCloseable {
    private static final Pattern COUNT = Pattern.compile("\"([a-z.-]+)\":(\\d+)");

    private final RedisServer redis;
    private final List<HubplaneNode> nodes;
    private final List<RawConnection> controls;
    private int attackers;

    /**
     * Starts Redis and both nodes.
     *
     * @param name the first part of the nodes' names
     */
    AbusedFarm(String name) {
        redis = RedisServer.start();
        String secret = UUID.randomUUID().toString();
        nodes = HubplaneNode.startAll(Server.underTest(), settings(name + "-1", secret), settings(name + "-2", secret));
        controls = nodes.stream().map(node -> RawConnection.connect(hub(node))).toList();
    }

    private NodeSettings settings(String name, String secret) {
        return NodeSettings.named(name)
                .withWar(Applications.library(AbusedHub.class.getPackage(), "abused.war"), "abused")
                .withSecret("HUBPLANE_REDIS_URI", redis.uri().toString())
                .withSecret("HUBPLANE_BACKPLANE_SECRET", secret)
                .with("hubplane.handshake-timeout", "2s")
                .with("hubplane.disconnect-timeout", "6s")
                .with("hubplane.receive-timeout", "2s")
                .with("hubplane.web-sockets.close-timeout", "1s")
                .with("hubplane.abort-timeout", "1s")
                .with("hubplane.maximum-posts-per-address", "30")
                .with("hubplane.maximum-connections-per-address", "80")
                .with("hubplane.maximum-waiting-negotiations-per-address", "50")
                .with("hubplane.maximum-negotiations-per-second-per-address", "20")
                .with("hubplane.maximum-header-bytes", "4096")
                .with("hubplane.maximum-groups-per-connection", "100")
                .with("hubplane.calls-per-second-per-client", "200")
                .with("hubplane.call-burst-per-client", "400")
                // What a node keeps on purpose, to send it again, must be gone before its objects are counted the next
                // time.
                .with("hubplane.redis.resend-time", "1s")
                .with("hubplane.outbound-queue-bytes", "262144")
                .with("hubplane.forwarding.maximum-requests-per-address", "24");
    }

    private static URI hub(HubplaneNode node) {
        return node.resolve("abused");
    }

    /** Healthy clients of both nodes. */
    HealthyClients healthyClients() {
        return new HealthyClients(hub(nodes.get(0)), hub(nodes.get(1)));
    }

    /**
     * Attackers, each time at another address, so that what a node remembers of one address does not affect the next
     * attack.
     *
     * @param leisure by what factor their pauses are longer than in the hardest attack
     */
    Attackers attackers(int leisure) {
        attackers++;
        try {
            byte[] address = {127, 1, (byte) (attackers / 250), (byte) (1 + attackers % 250)};
            return new Attackers(hub(nodes.get(0)), hub(nodes.get(1)), InetAddress.getByAddress(address), leisure);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** How often each limit has been reached so far, by its setting, on both nodes together. */
    Map<String, Long> reached() {
        Map<String, Long> sum = new HashMap<>();
        for (RawConnection control : controls) {
            control.send(call("1", "reached", ""));
            Matcher count = COUNT.matcher(control.messages().next());
            while (count.find()) {
                if (!count.group(1).equals("type")) {
                    sum.merge(count.group(1), Long.valueOf(count.group(2)), Long::sum);
                }
            }
        }
        return sum;
    }

    /** What each node holds. */
    List<VitalSigns> vitalSigns() {
        return nodes.parallelStream().map(VitalSigns::of).toList();
    }

    /** The nodes' log lines about a lack of memory; empty if none. */
    List<String> outOfMemory() {
        List<String> lines = new ArrayList<>();
        for (HubplaneNode node : nodes) {
            lines.addAll(node.process().log().lines().stream()
                    .filter(line -> line.contains("OutOfMemoryError"))
                    .toList());
        }
        return lines;
    }

    @Override
    public void close() {
        controls.forEach(RawConnection::close);
        nodes.forEach(HubplaneNode::close);
        redis.close();
    }
}
