package io.hubplane.bench.contestant;

import io.hubplane.bench.load.Wire;
import io.hubplane.bench.load.Wires;
import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.ChildProcess;
import io.hubplane.fixture.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Socket.IO on Node.js with its Redis adapter, as its documentation sets it up. */
final class SocketIoContestant implements Contestant {
    private static final Duration BOOT = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "socket.io";
    }

    @Override
    public Wire wire() {
        return Wires.SOCKET_IO;
    }

    @Override
    public RunningNodes start(int count, URI redis) {
        Path directory = BuildOutput.project().resolve("src/bench/js");
        Path server = directory.resolve("socket-io-server.mjs");
        List<ChildProcess> nodes = new ArrayList<>();
        List<URI> addresses = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            int port = Ports.free();
            addresses.add(URI.create("http://127.0.0.1:" + port + "/"));
            nodes.add(ChildProcess.start(
                    "socket.io-" + i,
                    List.of("node", server.toString(), Integer.toString(port), redis.toString()),
                    Map.of(),
                    directory,
                    line -> {}));
        }
        Runnable ending = () -> nodes.forEach(ChildProcess::close);
        for (ChildProcess node : nodes) {
            await(node, ending);
        }
        return new RunningNodes(addresses, nodes.stream().map(ChildProcess::pid).toList(), ending);
    }

    private static void await(ChildProcess node, Runnable ending) {
        long deadline = System.nanoTime() + BOOT.toNanos();
        while (!node.log().contains(line -> line.equals("ready"))) {
            if (node.awaitEnd(Duration.ofMillis(50)) || System.nanoTime() - deadline > 0) {
                ending.run();
                throw new IllegalStateException(
                        node + " does not start:\n" + node.log().tail(20));
            }
        }
    }
}
