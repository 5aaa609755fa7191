package io.hubplane.launcher;

import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.NodeFailure;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.PayaraMicroServer;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Runs the chat on several nodes with one Redis until Ctrl-C: {@code mvn -Prun}.
 *
 * <p>Prints the nodes' logs, each line after the node's name, and its own lines after {@code hubplane:}. If the chat
 * cannot run, one such line says why, and the exit code is 1. When this process ends, so do the nodes and the Redis it
 * started.
 *
 * <p>Options, as system properties ({@code mvn -Prun -Dhubplane.run.ports=8090,8091}):
 *
 * <ul>
 *   <li>{@code hubplane.run.ports}: the nodes' HTTP ports, one node for each; 8080,8081
 *   <li>{@code hubplane.run.address}: the address they listen on; 127.0.0.1
 *   <li>{@code hubplane.run.redis-port}: the port for Redis, on 127.0.0.1; 6379 or, if that is taken, any free one
 *   <li>{@code hubplane.run.java-options}: options for the nodes' Java virtual machines; -Xmx512m
 *   <li>{@code hubplane.run.war}: another application; target/hubplane.war
 * </ul>
 *
 * <p>With the environment variable {@code HUBPLANE_REDIS_URI}, for example
 * {@code redis://:password@redis.example.org:6379}, that Redis is used and none is started. The nodes share a secret,
 * that of {@code HUBPLANE_BACKPLANE_SECRET} if it is set.
 */
public final class Launcher {
    private static final String CHANNEL_PREFIX = "HubplaneChat:";

    private final RunOptions options;
    private final PrintStream out;
    private volatile boolean stopping;

    private Launcher(RunOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * Runs the chat; returns only when all nodes have ended by themselves.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try {
            new Launcher(RunOptions.of(System.getProperties(), System.getenv()), System.out).run();
        } catch (RunFailure e) {
            System.err.println("hubplane: " + e.getMessage());
        }
        // Not by an exception, of which Maven would print a page.
        System.exit(1);
    }

    private void run() {
        Checks.run(options);
        // The processes end by themselves with this one; this only prevents that their end is reported as a failure.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopping = true));
        Redis redis = Redis.of(options);
        try (redis) {
            List<HubplaneNode> nodes = launch(redis);
            try {
                nodes.forEach(HubplaneNode::awaitAnswer);
                tell(redis, nodes);
                awaitEnd(nodes);
            } catch (NodeFailure e) {
                throw new RunFailure(e.reason() + "; its log is above");
            } finally {
                nodes.forEach(HubplaneNode::close);
            }
        }
    }

    private List<HubplaneNode> launch(Redis redis) {
        List<HubplaneNode> nodes = new ArrayList<>();
        String secret = options.secret().orElseGet(() -> UUID.randomUUID().toString());
        PayaraMicroServer server = new PayaraMicroServer(BuildOutput.payaraMicroJar());
        for (int port : options.ports()) {
            String name = "node-" + port;
            NodeSettings settings = new NodeSettings(
                    name,
                    options.war(),
                    options.address(),
                    port,
                    "",
                    Map.of("hubplane.node.name", name, "hubplane.redis.channel-prefix", CHANNEL_PREFIX),
                    Map.of(RunOptions.REDIS_URI, redis.uri(), RunOptions.SECRET, secret),
                    options.javaOptions());
            nodes.add(HubplaneNode.launch(
                    server,
                    settings,
                    BuildOutput.target().resolve("run"),
                    line -> out.println("[" + name + "] " + line)));
        }
        return nodes;
    }

    private void tell(Redis redis, List<HubplaneNode> nodes) {
        say("the chat is at");
        nodes.forEach(node -> say("  " + node.uri() + "  on " + node.process()));
        say("its messages go through Redis; watch them with: " + redis.watch(CHANNEL_PREFIX));
        say("press Ctrl-C to stop");
    }

    private void awaitEnd(List<HubplaneNode> nodes) {
        CompletableFuture.allOf(nodes.stream()
                        .map(node -> node.process().end().thenRun(() -> tellEnd(node)))
                        .toArray(CompletableFuture[]::new))
                .join();
        throw new RunFailure(stopping ? "stopped" : "all nodes have ended");
    }

    private void tellEnd(HubplaneNode node) {
        if (!stopping) {
            say(node.process() + " has ended with exit code " + node.process().exitCode() + "; any other goes on");
        }
    }

    private void say(String text) {
        out.println("hubplane: " + text);
    }
}
