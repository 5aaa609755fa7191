package io.hubplane.serverconfig;

import io.hubplane.fixture.ChildProcess;
import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A load balancer with the configuration that we ship, in front of two nodes. */
final class LoadBalancer implements AutoCloseable {
    /** The products for which we ship a configuration. */
    enum Product {
        NGINX {
            @Override
            ChildProcess start(Path directory, Map<String, String> addresses) {
                Path file = ShippedFile.copy("nginx/nginx.conf", directory, addresses);
                List<String> command = List.of(
                        Programs.require("nginx"), "-p", directory.toString(), "-e", "stderr", "-c", file.toString());
                return ChildProcess.start("nginx", command, Map.of(), directory, line -> {});
            }
        },
        HAPROXY {
            @Override
            ChildProcess start(Path directory, Map<String, String> addresses) {
                String file = ShippedFile.of("haproxy/haproxy.cfg").toString();
                Map<String, String> environment = Map.of(
                        "NODE_1", addresses.get(FIRST),
                        "NODE_2", addresses.get(SECOND),
                        "ROUND_ROBIN", addresses.get(ROUND_ROBIN),
                        "STICKY", addresses.get(STICKY));
                List<String> command = List.of(Programs.require("haproxy"), "-f", file);
                return ChildProcess.start("HAProxy", command, environment, directory, line -> {});
            }
        };

        abstract ChildProcess start(Path directory, Map<String, String> addresses);
    }

    private static final String FIRST = "127.0.0.1:8080";
    private static final String SECOND = "127.0.0.1:8081";
    private static final String ROUND_ROBIN = "127.0.0.1:8000";
    private static final String STICKY = "127.0.0.1:8001";

    private final int roundRobin = Ports.free();
    private final int sticky = Ports.free();
    private final ChildProcess process;

    LoadBalancer(Product product, Path directory, HubplaneNode first, HubplaneNode second) {
        this(product, directory, first.uri().getAuthority(), second.uri().getAuthority());
    }

    /** Starts it in front of two addresses, each a host and a port. */
    LoadBalancer(Product product, Path directory, String first, String second) {
        process = product.start(
                directory,
                Map.of(
                        FIRST,
                        first,
                        SECOND,
                        second,
                        ROUND_ROBIN,
                        "127.0.0.1:" + roundRobin,
                        STICKY,
                        "127.0.0.1:" + sticky));
        Waiting.forPage(process, page(roundRobin));
    }

    /** The hub through the port that gives each connection to the next node. */
    URI roundRobinHub() {
        return page(roundRobin).resolve("chat");
    }

    /** The hub through the port that keeps a client on its node. */
    URI stickyHub() {
        return page(sticky).resolve("chat");
    }

    private static URI page(int port) {
        return URI.create("http://127.0.0.1:" + port + "/hubplane/");
    }

    @Override
    public void close() {
        process.close();
    }
}
