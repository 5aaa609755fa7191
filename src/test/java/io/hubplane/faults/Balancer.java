package io.hubplane.faults;

import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.ChildProcess;
import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.Ports;
import io.hubplane.serverconfig.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * HAProxy in front of all nodes: gives each new WebSocket to the node with the fewest connections, of those that accept
 * new ones.
 */
final class Balancer implements AutoCloseable {
    /** The health check negotiates: a node that shuts down, or has not started its application, does not answer it. */
    private static final List<String> RULES = List.of(
            "defaults",
            "  mode http",
            "  timeout connect 2s",
            "  timeout client 120s",
            "  timeout server 120s",
            "  timeout tunnel 120s",
            "  option redispatch 1",
            "  retry-on conn-failure empty-response 503 404",
            "  option httpchk",
            "  http-check send meth POST uri /audited/audited/negotiate?negotiateVersion=1",
            "  http-check expect status 200",
            "  default-server check inter 500ms fall 1 rise 1");

    private final int port = Ports.free();
    private final ChildProcess process;

    /** Starts it; it takes connections a moment later. */
    Balancer(List<HubplaneNode> nodes) {
        List<String> lines = new ArrayList<>(RULES);
        lines.addAll(List.of("frontend clients", "  bind 127.0.0.1:" + port, "  default_backend nodes"));
        lines.addAll(List.of("backend nodes", "  balance leastconn"));
        nodes.forEach(node -> lines.add(
                "  server " + node.settings().name() + " " + node.uri().getAuthority()));
        try {
            Path directory = Files.createDirectories(BuildOutput.target().resolve("faults"));
            Path file = Files.write(directory.resolve("haproxy.cfg"), lines);
            List<String> command = List.of(Programs.require("haproxy"), "-f", file.toString());
            process = ChildProcess.start("HAProxy", command, Map.of(), directory, line -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The audited hub. */
    URI hub() {
        return URI.create("http://127.0.0.1:" + port + "/audited/audited");
    }

    @Override
    public void close() {
        process.close();
    }
}
