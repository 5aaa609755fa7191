package io.hubplane.server;

import static io.hubplane.fixture.RawConnection.RS;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.conformance.application.TrafficHub;
import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.Server;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients see of a server that is asked to end (SIGTERM). */
@Timeout(120)
class ShutdownIT {
    private static final int CLIENTS = 20;
    private static final String CLOSE = "{\"type\":7,\"allowReconnect\":true}";
    private static final String CALL =
            "{\"type\":1,\"invocationId\":\"1\",\"target\":\"twice\",\"arguments\":[21]}" + RS;
    private static final String RESULT = "{\"type\":3,\"invocationId\":\"1\",\"result\":42}";

    @Test
    void connectionsGoOnForTheDelayAndAreClosedOneAfterAnother() throws IOException {
        NodeSettings settings = NodeSettings.named("leaving")
                .withWar(Applications.library(TrafficHub.class, "leaving.war"), "traffic")
                .with("hubplane.shutdown.delay", "3s")
                .with("hubplane.shutdown.spread", "2s");
        ExecutorService threads = Executors.newCachedThreadPool();
        try (HubplaneNode node = HubplaneNode.start(Server.underTest(), settings)) {
            URI hub = node.resolve("traffic");
            List<RawConnection> clients = Stream.generate(() -> RawConnection.connect(hub))
                    .limit(CLIENTS)
                    .toList();
            CompletableFuture<Void> end =
                    CompletableFuture.runAsync(() -> node.process().close(), threads);
            awaitRefusal(hub);
            long refused = System.nanoTime();
            clients.get(0).send(CALL);
            assertThat(clients.get(0).messages().next()).isEqualTo(RESULT);

            List<Duration> times = timesOfClosing(clients, refused, threads);
            end.join();
            assertThat(times.get(0)).isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(6));
            assertThat(times.get(CLIENTS - 1).minus(times.get(0)))
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(4));
        } finally {
            threads.shutdownNow();
        }
    }

    private static void awaitRefusal(URI hub) throws IOException {
        URI negotiate = URI.create(hub + "/negotiate?negotiateVersion=1");
        int status = 200;
        while (status == 200) {
            status = RawConnection.request("POST", negotiate).statusCode();
        }
        assertThat(status).isEqualTo(503);
    }

    /**
     * The times at which clients are told that their connections end, since a time in nanoseconds; the earliest first.
     */
    private static List<Duration> timesOfClosing(List<RawConnection> clients, long begin, ExecutorService threads) {
        List<CompletableFuture<Duration>> closings = new ArrayList<>();
        for (RawConnection client : clients) {
            closings.add(CompletableFuture.supplyAsync(
                    () -> {
                        assertThat(client.messages().next()).isEqualTo(CLOSE);
                        Duration time = Duration.ofNanos(System.nanoTime() - begin);
                        assertThat(client.closings().next()).isEqualTo(1001);
                        return time;
                    },
                    threads));
        }
        return closings.stream().map(CompletableFuture::join).sorted().toList();
    }
}
