package io.hubplane.serverconfig;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.hubplane.fixture.ClientOptions;
import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.OfficialClient;
import io.hubplane.fixture.OfficialClients;
import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.RedisServer;
import io.hubplane.fixture.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LoadBalancerIT {
    private static final String MESSAGE = "broadcastMessage";
    private static final String ROOM_MESSAGE = "roomMessage";
    /** How many clients poll, each in its own room, so that there is always a poll that waits. */
    private static final int ROOMS = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How many lines of each node's log are shown when a test fails. */
    private static final int LOGGED = 100;

    private static RedisServer redis;
    private static HubplaneNode first;
    private static HubplaneNode second;
    private static OfficialClients clients;

    private static final String SECRET = "load-balancers-secret-of-32-characters";

    /** The cause of a failure is often found only in what the nodes have logged. */
    @RegisterExtension
    static final AfterTestExecutionCallback TELL_LOGS_OF_FAILURES = context -> {
        if (context.getExecutionException().isPresent()) {
            for (HubplaneNode node : List.of(first, second)) {
                List<String> log = node.process().log().lines();
                log.subList(Math.max(0, log.size() - LOGGED), log.size())
                        .forEach(line -> System.err.println(node + ": " + line));
            }
        }
    };

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        List<HubplaneNode> nodes = HubplaneNode.startAll(
                Server.underTest(),
                NodeSettings.named("first")
                        .with("hubplane.redis.uri", redis.uri().toString())
                        .with("hubplane.backplane.secret", SECRET),
                NodeSettings.named("second")
                        .with("hubplane.redis.uri", redis.uri().toString())
                        .with("hubplane.backplane.secret", SECRET)
                        .with("hubplane.shutdown.delay", "6s"));
        first = nodes.get(0);
        second = nodes.get(1);
        clients = OfficialClients.start();
    }

    @AfterAll
    static void stop() {
        Stream.of(clients, second, first, redis).forEach(LoadBalancerIT::close);
    }

    private static void close(AutoCloseable closeable) {
        try (closeable) {
            // nothing to do but close it
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectionsAreSpreadOverTheNodesAndHearEachOther(LoadBalancer.Product product) {
        try (LoadBalancer balancer = new LoadBalancer(product, directory, first, second)) {
            List<OfficialClient> all = openFour(balancer.roundRobinHub());
            assertThat(all)
                    .extracting(LoadBalancerIT::node)
                    .containsOnly("first", "second")
                    .contains("first", "second");

            all.get(0).invoke("send", "Ada", "Hello");

            assertThat(all)
                    .allSatisfy(
                            client -> assertThat(client.calls(MESSAGE).next()).containsExactly("Ada", "Hello"));
            all.forEach(OfficialClient::close);
        }
    }

    @ParameterizedTest
    @EnumSource
    void negotiatingClientStaysOnItsNodeOnTheStickyPort(LoadBalancer.Product product) {
        try (LoadBalancer balancer = new LoadBalancer(product, directory, first, second)) {
            // A second node would not know the token the first one gave out, so each WebSocket would fail half the
            // time.
            for (int i = 0; i < 8; i++) {
                try (OfficialClient client = clients.open(balancer.stickyHub(), "welcome", MESSAGE)) {
                    assertThat(node(client)).isIn("first", "second");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void pollsAreServedByWhicheverNodeTheyReach(LoadBalancer.Product product) {
        try (LoadBalancer balancer = new LoadBalancer(product, directory, first, second)) {
            assertThatAllHearEachOther(
                    balancer.roundRobinHub(),
                    ClientOptions.listeningTo("welcome", MESSAGE).over("LongPolling"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void negotiatingClientsUseWebSocketsOnTheRoundRobinPort(LoadBalancer.Product product) {
        try (LoadBalancer balancer = new LoadBalancer(product, directory, first, second)) {
            // Half of them reach a node that does not know their token, and are tried on the other one.
            assertThatAllHearEachOther(
                    balancer.roundRobinHub(),
                    ClientOptions.listeningTo("welcome", MESSAGE).over("WebSockets"));
        }
    }

    private static void assertThatAllHearEachOther(URI hub, ClientOptions options) {
        List<OfficialClient> all =
                Stream.generate(() -> clients.open(hub, options)).limit(6).toList();
        all.forEach(client -> assertThat(client.calls("welcome").next().get(1)).isEqualTo(client.connectionId()));
        List<List<Object>> said = Stream.of("one", "two", "three", "four", "five")
                .map(text -> List.<Object>of("Ada", text))
                .toList();

        said.forEach(message -> all.get(0).invoke("send", message.toArray()));

        all.forEach(
                client -> assertThat(client.calls(MESSAGE).next(said.size())).isEqualTo(said));
        all.forEach(OfficialClient::close);
    }

    @ParameterizedTest
    @EnumSource
    void nodeThatIsGoneIsAvoided(LoadBalancer.Product product) {
        try (LoadBalancer balancer = new LoadBalancer(product, directory, first, second)) {
            second.process().kill();
            try {
                List<OfficialClient> all = openFour(balancer.roundRobinHub());
                assertThat(all).extracting(LoadBalancerIT::node).containsOnly("first");
                all.forEach(OfficialClient::close);
            } finally {
                second.restart();
            }
        }
    }

    /**
     * If a node dies before it could report that it has written an answer, the state of its client's connection is
     * unknown: the connection is ended, and the client is told. Most clients here have sent something else since then.
     */
    @ParameterizedTest
    @EnumSource
    void clientsWhosePollsWaitAtANodeThatDiesMissNothingUnlessTheyAreToldSo(LoadBalancer.Product product)
            throws IOException {
        try (LoadBalancer balancer = new LoadBalancer(product, directory, first, second);
                OfficialClient speaker = clients.open(first.resolve("chat"))) {
            List<OfficialClient> polling = pollingInRooms(
                    balancer.roundRobinHub(),
                    ClientOptions.listeningTo("welcome", ROOM_MESSAGE).over("LongPolling"));
            second.process().kill();
            try {
                List<String> all = sayInEachRoom(speaker, () -> true);
                int told = 0;
                for (OfficialClient client : polling) {
                    List<Object> heard = heard(client, all.size());
                    boolean closed = !client.closed().rest().isEmpty();
                    if (!closed) {
                        assertThat(heard).isEqualTo(all);
                    }
                    told += closed ? 1 : 0;
                    client.close();
                }
                assertThat(told).isLessThan(ROOMS / 2);
            } finally {
                second.restart();
            }
        }
    }

    /** The second node answers 503 as soon as it is asked to end, and keeps its connections for some seconds. */
    @ParameterizedTest
    @EnumSource
    void whileANodeDepartsClientsOfTheOtherAndThoseThatComeNoticeNothing(LoadBalancer.Product product)
            throws Exception {
        try (LoadBalancer balancer = new LoadBalancer(product, directory, first, second);
                OfficialClient speaker = clients.open(first.resolve("chat"));
                OfficialClient departing = clients.open(second.resolve("chat"))) {
            ClientOptions listening = ClientOptions.listeningTo("welcome", MESSAGE, ROOM_MESSAGE);
            OfficialClient there = onFirst(balancer.roundRobinHub(), listening.withoutNegotiation());
            there.invoke("join", "there");
            List<OfficialClient> polling = pollingInRooms(balancer.roundRobinHub(), listening.over("LongPolling"));
            CompletableFuture<Void> end = CompletableFuture.runAsync(second.process()::close);
            try {
                awaitRefusals();
                List<OfficialClient> come = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    come.add(clients.open(balancer.roundRobinHub(), listening.withoutNegotiation()));
                    come.add(clients.open(balancer.stickyHub(), listening));
                    String said = "while it departs " + i;
                    speaker.invoke("sendToRoom", "there", "Ada", said); // not to all, so that polls continue to wait
                    assertThat(there.calls(ROOM_MESSAGE).next()).containsExactly("there", "Ada", said);
                }
                assertThat(come).extracting(LoadBalancerIT::node).containsOnly("first");
                come.add(there);
                come.addAll(polling);
                departing.closed().next();
                assertThatEachHearsAll(polling, speaker, end::isDone);
                assertThat(come).allSatisfy(client -> {
                    assertThat(client.closed().rest()).isEmpty();
                    client.close();
                });
            } finally {
                end.join();
                second.restart();
            }
        }
    }

    private static void assertThatEachHearsAll(
            List<OfficialClient> polling, OfficialClient speaker, BooleanSupplier happened) {
        List<String> all = sayInEachRoom(speaker, happened);
        for (OfficialClient client : polling) {
            List<Object> heard = heard(client, all.size());
            if (!heard.equals(all)) {
                int closes = client.closed().rest().size();
                throw new AssertionError("Heard " + heard + " of " + all + " and was closed " + closes + " times");
            }
        }
    }

    /** Sends to every room until something has happened, and a little longer. */
    private static List<String> sayInEachRoom(OfficialClient speaker, BooleanSupplier happened) {
        int said = 0;
        for (int after = 0; after < 3; after += happened.getAsBoolean() ? 1 : 0) {
            for (int room = 0; room < ROOMS; room++) {
                speaker.invoke("sendToRoom", "room " + room, "Ada", "message " + said);
            }
            said++;
        }
        return IntStream.range(0, said).mapToObj(number -> "message " + number).toList();
    }

    /** What a client received in its room, until no message comes within the time for one. */
    private static List<Object> heard(OfficialClient client, int most) {
        List<Object> heard = new ArrayList<>();
        try {
            while (heard.size() < most) {
                heard.add(client.calls(ROOM_MESSAGE).next().get(2));
            }
        } catch (AssertionError nothingMore) {
            return heard; // the caller decides whether enough came
        }
        return heard;
    }

    /** Clients of the first node, each in its own room, whose next polls wait at both nodes. */
    private static List<OfficialClient> pollingInRooms(URI hub, ClientOptions options) throws IOException {
        List<OfficialClient> polling = new ArrayList<>();
        for (int room = 0; room < ROOMS; room++) {
            OfficialClient client = onFirst(hub, options);
            client.invoke("join", "room " + room);
            polling.add(client);
        }
        return polling;
    }

    /**
     * A server is in this state for a moment between the end of its application and its own end, and while a node
     * departs.
     */
    @ParameterizedTest
    @CsvSource({"NGINX,404", "NGINX,503", "HAPROXY,404", "HAPROXY,503"})
    void serverThatDoesNotServeTheHubIsPassedOver(LoadBalancer.Product product, int status) throws IOException {
        HttpServer empty = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger asked = new AtomicInteger();
        empty.createContext("/", exchange -> {
            if (exchange.getRequestURI().getPath().contains("chat")) {
                asked.incrementAndGet();
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        empty.start();
        String address = "127.0.0.1:" + empty.getAddress().getPort();
        try (LoadBalancer balancer =
                new LoadBalancer(product, directory, first.uri().getAuthority(), address)) {
            List<OfficialClient> all = openFour(balancer.roundRobinHub());
            for (int i = 0; i < 8; i++) {
                all.add(clients.open(balancer.stickyHub(), ClientOptions.listeningTo("welcome", MESSAGE)));
            }

            assertThat(all).extracting(LoadBalancerIT::node).containsOnly("first");
            assertThat(asked).as("tried and passed over").hasPositiveValue();
            all.forEach(OfficialClient::close);
        } finally {
            empty.stop(0);
        }
    }

    /**
     * A client of the first node; its requests go to the two nodes alternately. After one check that fails when it starts,
     * HAProxy gives a node nothing until the next check, two seconds later.
     */
    private static OfficialClient onFirst(URI hub, ClientOptions options) throws IOException {
        long begin = System.nanoTime();
        for (int i = 0; System.nanoTime() - begin < PATIENCE.toNanos(); i++) {
            OfficialClient client = clients.open(hub, options);
            if (node(client).equals("first")) {
                return client;
            }
            client.close();
            if (i % 2 == 1) {
                // Clients may all make an even number of requests, and so begin at the same node. A request that is
                // answered by 404 or 503 does not help: the balancer repeats it at the other node.
                assertThat(RawConnection.request("GET", hub.resolve(".")).statusCode())
                        .isEqualTo(200);
            }
        }
        throw new AssertionError("For " + PATIENCE + " all clients were the second node's");
    }

    private static void awaitRefusals() throws IOException {
        URI negotiate = URI.create(second.resolve("chat") + "/negotiate?negotiateVersion=1");
        int status = 200;
        while (status == 200) {
            status = RawConnection.request("POST", negotiate).statusCode();
        }
        assertThat(status).isEqualTo(503);
    }

    @ParameterizedTest
    @EnumSource
    void clientsOfANodeThatIsStoppedAreElsewhereWithTheirFirstAttempt(LoadBalancer.Product product) {
        try (LoadBalancer balancer = new LoadBalancer(product, directory, first, second)) {
            ClientOptions options =
                    ClientOptions.listeningTo("welcome", MESSAGE).tryingAtOnceOrLate();
            List<OfficialClient> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(clients.open(balancer.roundRobinHub(), options.withoutNegotiation()));
                all.add(clients.open(balancer.stickyHub(), options));
            }
            List<OfficialClient> away =
                    all.stream().filter(client -> node(client).equals("second")).toList();
            second.process().close();
            try {
                assertThat(away).isNotEmpty().allSatisfy(client -> {
                    client.reconnected().next();
                    assertThat(node(client)).isEqualTo("first");
                });
                all.forEach(OfficialClient::close);
            } finally {
                second.restart();
            }
        }
    }

    private static List<OfficialClient> openFour(URI hub) {
        ClientOptions options = ClientOptions.listeningTo("welcome", MESSAGE).withoutNegotiation();
        return new ArrayList<>(
                Stream.generate(() -> clients.open(hub, options)).limit(4).toList());
    }

    private static Object node(OfficialClient client) {
        return client.calls("welcome").next().get(0);
    }
}
