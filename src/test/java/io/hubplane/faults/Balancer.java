package io.hubplane.faults;

import io.hubplane.fixture.BuildOutput;
import io.hubplane.fixture.ChildProcess;
import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.Patience;
import io.hubplane.fixture.Ports;
import io.hubplane.serverconfig.Programs;
import io.hubplane.serverconfig.ShippedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** HAProxy in front of two nodes, with the configuration that we ship, without sticky sessions. */
final class Balancer implements AutoCloseable {
    /** A check may take as long as the configuration lets it. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private final URI status;
    private final ChildProcess process;

    /**
     * Starts it, and waits until it uses both nodes.
     *
     * @param log gets a line for each request that is over
     */
    Balancer(List<HubplaneNode> nodes, Consumer<String> log) {
        int statusPort = Ports.free();
        status = URI.create("http://127.0.0.1:" + statusPort + "/;csv");
        try {
            Path directory = Files.createDirectories(BuildOutput.target().resolve("faults"));
            Path file = ShippedFile.copy(
                    "haproxy/haproxy.cfg",
                    directory,
                    Map.of(
                            "/hubplane/hubplane/ready",
                            "/audited/hubplane/ready",
                            "    option forwardfor",
                            "    option forwardfor\n    option httplog\n    log stdout format raw local0"));
            List<String> lines =
                    List.of("listen status", "  bind 127.0.0.1:" + statusPort, "  stats enable", "  stats uri /");
            Path more = Files.write(directory.resolve("status.cfg"), lines);
            List<String> command = List.of(Programs.require("haproxy"), "-f", file.toString(), "-f", more.toString());
            Map<String, String> addresses = Map.of(
                    "NODE_1",
                    nodes.get(0).uri().getAuthority(),
                    "NODE_2",
                    nodes.get(1).uri().getAuthority(),
                    "ROUND_ROBIN",
                    "127.0.0.1:" + port,
                    "STICKY",
                    "127.0.0.1:" + Ports.free());
            process = ChildProcess.start("HAProxy", command, addresses, directory, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitBoth();
    }

    /** Waits until it gives new connections to both nodes. */
    void awaitBoth() {
        Patience.await(
                "HAProxy uses both nodes",
                PATIENCE,
                () -> servers().stream()
                                .filter(line -> line.matches("next_node,(first|second),.*,UP,.*"))
                                .count()
                        == 2);
    }

    private List<String> servers() {
        try {
            String table = http.send(HttpRequest.newBuilder(status).build(), BodyHandlers.ofString())
                    .body();
            return table.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
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
