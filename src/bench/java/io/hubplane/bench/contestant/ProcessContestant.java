package io.hubplane.bench.contestant;

import io.hubplane.bench.load.Wire;
import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.ChildProcess;
import io.hubplane.fixture.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A server in a separate process that prints {@value #READY} when it is ready.
 *
 * @param name its name
 * @param wire the protocol of its clients
 * @param launch how a node is started
 */
record ProcessContestant(String name, Wire wire, Launch launch) implements Contestant {
    /** How a node is started. */
    @FunctionalInterface
    interface Launch {
        /** The command and its arguments. Its working directory is that of the JavaScript peers. */
        List<String> command(int port, URI redis);
    }

    static final String READY = "ready";

    private static final Duration BOOT = Duration.ofSeconds(60);

    @Override
    public RunningNodes start(int count, URI redis) {
        Path directory = BuildOutput.project().resolve("src/bench/js");
        List<ChildProcess> nodes = new ArrayList<>();
        List<URI> addresses = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            int port = Ports.free();
            addresses.add(URI.create("http://127.0.0.1:" + port + "/"));
            nodes.add(ChildProcess.start(name + "-" + i, launch.command(port, redis), Map.of(), directory, line -> {}));
        }
        Runnable ending = () -> nodes.forEach(ChildProcess::close);
        for (ChildProcess node : nodes) {
            await(node, ending);
        }
        return new RunningNodes(addresses, nodes.stream().map(ChildProcess::pid).toList(), ending);
    }

    private static void await(ChildProcess node, Runnable ending) {
        long deadline = System.nanoTime() + BOOT.toNanos();
        while (!node.log().contains(line -> line.equals(READY))) {
            if (node.awaitEnd(Duration.ofMillis(50)) || System.nanoTime() - deadline > 0) {
                ending.run();
                throw new IllegalStateException(
                        node + " does not start:\n" + node.log().tail(20));
            }
        }
    }
}
