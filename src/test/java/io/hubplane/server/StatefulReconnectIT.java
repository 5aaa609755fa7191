package io.hubplane.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.conformance.application.TrafficHub;
import io.hubplane.fixture.ClientOptions;
import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.OfficialClient;
import io.hubplane.fixture.OfficialClients;
import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.Server;
import io.hubplane.fixture.TcpProxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The official client under traffic: its WebSocket breaks, or stays open and carries nothing. */
class StatefulReconnectIT {
    private static final int CLIENTS = 20;
    private static final int ROUNDS = 3;
    private static final int NUMBERS_PER_SECOND = 150;
    /** Long enough to show the effect on a client when its unused WebSocket is given up. */
    private static final int AFTERWARDS = 9 * NUMBERS_PER_SECOND;

    private static final HubplaneNode NODE = HubplaneNode.start(
            Server.underTest(),
            NodeSettings.named("reconnect")
                    .withWar(Applications.library(TrafficHub.class, "reconnect.war"), "traffic")
                    .with("hubplane.allow-stateful-reconnects", "true")
                    .with("hubplane.keep-alive-interval", "1s"));

    private static final URI HUB = NODE.resolve("traffic");

    @AfterAll
    static void stop() {
        NODE.close();
    }

    @Test
    void clientsOfHalfDeadConnectionsConnectAnewOnceAndLoseNothingAfterwards() {
        ClientOptions options = ClientOptions.listeningTo("number").statefully().impatientFor(3_000);
        try (OfficialClients process = OfficialClients.start();
                TcpProxy proxy = TcpProxy.to(HUB.getPort());
                Traffic traffic = new Traffic()) {
            List<Follower> followers = follow(process, proxy, options);
            followers.forEach(follower -> follower.until(traffic.latest()));
            proxy.swallow();
            for (Follower follower : followers) {
                String before = follower.id;
                assertThat(follower.client.reconnected().next()).isNotEqualTo(before);
            }
            int end = traffic.latest() + AFTERWARDS;
            for (Follower follower : followers) {
                follower.until(end);
                assertThat(follower.client.reconnected().rest()).isEmpty();
                assertThat(follower.client.closed().rest()).isEmpty();
                assertThat(follower.gaps()).isOne();
            }
            assertThat(process.errors()).noneMatch(error -> error.contains("andshake"));
        }
    }

    @Test
    void clientsOfBrokenConnectionsGoOnWithEachNumberOnce() {
        ClientOptions options = ClientOptions.listeningTo("number").statefully();
        try (OfficialClients process = OfficialClients.start();
                TcpProxy proxy = TcpProxy.to(HUB.getPort());
                Traffic traffic = new Traffic()) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Follower> followers = follow(process, proxy, options);
                proxy.cut();
                int end = traffic.latest() + NUMBERS_PER_SECOND;
                for (Follower follower : followers) {
                    follower.until(end);
                    assertThat(follower.gaps()).isZero();
                    assertThat(follower.client.connectionId()).isEqualTo(follower.id);
                    follower.client.close();
                }
            }
        }
    }

    private static List<Follower> follow(OfficialClients process, TcpProxy proxy, ClientOptions options) {
        URI way = URI.create(HUB.toString().replace(":" + HUB.getPort(), ":" + proxy.port()));
        List<Follower> followers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            followers.add(new Follower(process.open(way, options)));
        }
        return followers;
    }

    /** Checks the numbers that a client receives. */
    private static final class Follower {
        private final OfficialClient client;
        private final String id;
        private int last;
        private int gaps;

        Follower(OfficialClient client) {
            this.client = client;
            this.id = client.connectionId();
        }

        void until(int end) {
            while (last < end) {
                int next = (Integer) client.calls("number").next().get(0);
                if (last > 0 && next != last + 1) {
                    assertThat(next).as("number after %s", last).isGreaterThan(last);
                    gaps++;
                }
                last = next;
            }
        }

        int gaps() {
            return gaps;
        }
    }

    /** Makes the hub send the numbers from 1 on to everybody. */
    private static final class Traffic implements AutoCloseable {
        private final RawConnection sender = RawConnection.connect(HUB);
        private final Thread thread = new Thread(this::run, "traffic");
        private volatile int latest;

        Traffic() {
            thread.start();
        }

        private void run() {
            long begin = System.nanoTime();
            while (!Thread.currentThread().isInterrupted()) {
                int number = latest + 1;
                sender.send("{\"type\":1,\"target\":\"tellAll\",\"arguments\":[" + number + "]}" + RawConnection.RS);
                latest = number;
                long due = begin + number * TimeUnit.SECONDS.toNanos(1) / NUMBERS_PER_SECOND;
                try {
                    TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        int latest() {
            return latest;
        }

        @Override
        public void close() {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            sender.close();
        }
    }
}
