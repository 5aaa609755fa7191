package io.hubplane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.cluster.application.ClusterHub;
import io.hubplane.fixture.ClientOptions;
import io.hubplane.fixture.Farm;
import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.OfficialClient;
import io.hubplane.server.Applications;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the nodes of a farm know about each other, when nodes and Redis fail. */
class ClusterIT {
    private static final List<String> BOTH = List.of("node-1 ALIVE", "node-2 ALIVE");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** How long a busy machine may delay what is noticed. */
    private static final Duration MARGIN = Duration.ofMillis(1500);

    private static Farm farm;
    private OfficialClient ann;

    @BeforeAll
    static void start() {
        farm = Farm.start(Applications.chatWith(ClusterHub.class.getPackage(), "cluster.war"));
    }

    @AfterAll
    static void stop() {
        farm.close();
    }

    @BeforeEach
    void connect() {
        ann = open(farm.first());
        await(ann, BOTH::equals);
        events(ann);
    }

    @AfterEach
    void disconnect() {
        ann.close();
    }

    private static OfficialClient open(HubplaneNode node) {
        return farm.clients().open(node.resolve("cluster"), ClientOptions.listeningTo("appeared", "disappeared"));
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(OfficialClient client, String method) {
        return (List<String>) client.invoke(method);
    }

    private static List<String> events(OfficialClient client) {
        return list(client, "events");
    }

    /** Asks a node until its list is as wanted; returns how long that took. */
    private static Duration await(OfficialClient client, Predicate<List<String>> wanted) {
        return await(() -> list(client, "nodes"), wanted);
    }

    private static <T> Duration await(Supplier<T> looked, Predicate<T> wanted) {
        long began = System.nanoTime();
        T seen = looked.get();
        while (!wanted.test(seen)) {
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("seen: " + seen)
                    .isLessThan(PATIENCE);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            seen = looked.get();
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** A client that was closed before is counted for a moment. */
    private static void awaitCount(OfficialClient client, int connections, int silent) {
        await(() -> numbers(client, "count"), List.of(connections, silent)::equals);
    }

    private static void awaitEvent(OfficialClient client, List<String> wanted) {
        List<String> seen = new ArrayList<>();
        long began = System.nanoTime();
        while (!seen.equals(wanted)) {
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("seen: " + seen)
                    .isLessThan(PATIENCE);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            seen.addAll(events(client));
        }
    }

    @Test
    void nodesTellTheirVersion() {
        assertThat(list(ann, "versions")).hasSize(2).allMatch(version -> version.matches("\\d+\\.\\d+.*"));
    }

    /** Opens a client whose connection another node finishes if its node is lost; the other one knows it when it returns. */
    private static OfficialClient tracked(HubplaneNode node) {
        OfficialClient client = farm.clients().open(node.resolve("orphans"), ClientOptions.listeningTo());
        LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        return client;
    }

    /** What the node of a client has noted about the end of a connection. */
    private static List<String> ends(OfficialClient client, String connectionId) {
        return list(client, "notes").stream()
                .filter(note -> note.endsWith(connectionId))
                .map(note -> note.substring(0, note.indexOf(' ')))
                .toList();
    }

    @Test
    void killedNodeIsGoneWithinFiveSecondsAndItsConnectionsAreFinishedOnce() {
        try (OfficialClient eve = tracked(farm.first())) {
            String bob = tracked(farm.second()).connectionId();
            String cay = tracked(farm.second()).connectionId();
            farm.second().process().kill();
            assertThat(await(ann, List.of("node-1 ALIVE")::equals))
                    .isLessThan(Duration.ofSeconds(5).plus(MARGIN));
            awaitEvent(ann, List.of("node-2 lost"));
            await(() -> ends(eve, bob), List.of("orphaned")::equals);
            await(() -> ends(eve, cay), List.of("orphaned")::equals);
            farm.second().restart();
            await(ann, BOTH::equals);
            awaitEvent(ann, List.of("node-2 joined"));
            assertThat(ends(eve, bob)).containsExactly("orphaned");
            assertThat(ends(eve, cay)).containsExactly("orphaned");
        }
    }

    @Test
    void nodeThatEndsSaysSoAndFinishesItsConnectionsItself() {
        try (OfficialClient eve = tracked(farm.first())) {
            String bob = tracked(farm.second()).connectionId();
            farm.second().restart();
            awaitEvent(ann, List.of("node-2 left", "node-2 joined"));
            assertThat(ends(eve, bob)).isEmpty();
        }
    }

    @Test
    void connectionsOfANodeThatWasStoppedEndAsTheOtherHasFinishedThem() {
        try (OfficialClient eve = tracked(farm.first());
                OfficialClient bob = tracked(farm.second())) {
            String id = bob.connectionId();
            farm.second().process().suspend();
            try {
                await(() -> ends(eve, id), List.of("orphaned")::equals);
            } finally {
                farm.second().process().resume();
            }
            assertThat(bob.closed().next()).isNotNull();
            try (OfficialClient cay = tracked(farm.second())) {
                assertThat(ends(cay, id)).as("told to the hub on its own node").isEmpty();
            }
            assertThat(ends(eve, id)).containsExactly("orphaned");
            await(ann, BOTH::equals);
            events(ann);
        }
    }

    @Test
    void connectionsOfANodeThatWasStoppedForAMomentAreItsOwn() {
        try (OfficialClient eve = tracked(farm.first());
                OfficialClient cay = tracked(farm.second())) {
            OfficialClient bob = tracked(farm.second());
            String id = bob.connectionId();
            farm.second().process().suspend();
            bob.close();
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            farm.second().process().resume();
            await(() -> ends(cay, id), List.of("ended")::equals);
            assertThat(ends(eve, id)).isEmpty();
        }
    }

    @Test
    void nodeThatWasStoppedIsLostAndComesBackAndHasJudgedNobody() {
        try (OfficialClient bob = open(farm.second())) {
            await(bob, BOTH::equals);
            farm.second().process().suspend();
            try {
                assertThat(await(ann, List.of("node-1 ALIVE")::equals))
                        .isLessThan(Duration.ofSeconds(5).plus(MARGIN));
            } finally {
                farm.second().process().resume();
            }
            await(ann, BOTH::equals);
            awaitEvent(ann, List.of("node-2 lost", "node-2 joined"));
            await(bob, BOTH::equals);
            assertThat(events(bob)).doesNotContain("node-1 lost", "node-1 left"); // it may have joined after a restart
        }
    }

    @Test
    void clientsOfAllNodesAreCountedAndListed() {
        try (OfficialClient bob = open(farm.second())) {
            ann.invoke("join", "room");
            bob.invoke("join", "room");
            assertThat(ann.invoke("groupsOf", bob.connectionId())).isEqualTo(List.of("room"));
            assertThat(ann.invoke("members", "room"))
                    .isEqualTo(List.of(
                            Stream.of(ann.connectionId(), bob.connectionId())
                                    .sorted()
                                    .toList(),
                            List.of()));
            awaitCount(bob, 2, 0);
        }
    }

    @Test
    void clientOfAnotherNodeIsDisconnectedAndToldTheReason() {
        try (OfficialClient bob = open(farm.second())) {
            String id = bob.connectionId();
            assertThat(ann.invoke("disconnect", id, "too loud")).isEqualTo("done");
            assertThat(bob.closed().next()).contains("too loud");
            assertThat(ann.invoke("disconnect", id, "too loud").toString()).contains("does not exist");
        }
    }

    @Test
    void stoppedNodeIsSilentAndTheOthersAnswer() {
        try (OfficialClient bob = open(farm.second())) {
            awaitCount(ann, 2, 0);
            farm.second().process().suspend();
            try {
                assertThat(numbers(ann, "count")).containsExactly(1, 1);
                await(ann, List.of("node-1 ALIVE")::equals);
                awaitCount(ann, 1, 0);
            } finally {
                farm.second().process().resume();
            }
            await(ann, BOTH::equals);
            awaitCount(ann, 2, 0);
            assertThat(bob.closed().rest()).isEmpty();
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Integer> numbers(OfficialClient client, String method) {
        return ((List<Object>) client.invoke(method))
                .stream().map(number -> ((Number) number).intValue()).toList();
    }

    @Test
    void whoIsPresentIsKnownOnAllNodesUntilTheNodeDies() {
        ann.invoke("join", "hall");
        OfficialClient bob = open(farm.second());
        bob.invoke("join", "hall");
        bob.invoke("join", "loft");
        await(() -> ann.invoke("occupancy", "loft"), List.of("+loft")::equals);
        list(ann, "presences");
        bob.invoke("appear", "hall", "Bob");
        assertThat(ann.calls("appeared").next().toString())
                .contains("group=hall")
                .contains("connectionId=" + bob.connectionId())
                .contains("name=Bob");
        ann.invoke("appear", "hall", "Ann");
        assertThat(bob.calls("appeared").next().toString()).contains("name=Bob");
        assertThat(bob.calls("appeared").next().toString()).contains("name=Ann");
        assertThat(ann.invoke("present", "hall")).isEqualTo(List.of("Ann", "Bob"));
        assertThat(bob.invoke("present", "hall")).isEqualTo(List.of("Ann", "Bob"));

        long killed = System.nanoTime();
        farm.second().process().kill();
        assertThat(ann.calls("disappeared").next().toString()).contains("name=Bob");
        assertThat(Duration.ofNanos(System.nanoTime() - killed))
                .isLessThan(Duration.ofSeconds(5).plus(MARGIN));
        assertThat(ann.invoke("present", "hall")).isEqualTo(List.of("Ann"));
        assertThat(list(ann, "presences")).containsExactly("+Bob", "+Ann", "-Bob");
        await(() -> ann.invoke("occupancy", "loft"), List.of("+loft", "-loft")::equals);
        assertThat(ann.invoke("occupancy", "hall")).isEqualTo(List.of("+hall"));
        farm.second().restart();
        await(ann, BOTH::equals);
        try (OfficialClient cay = open(farm.second())) {
            await(() -> cay.invoke("present", "hall"), List.of("Ann")::equals);
        }
    }

    @Test
    void presenceEndsWithTheConnection() {
        ann.invoke("join", "den");
        OfficialClient bob = open(farm.second());
        bob.invoke("join", "den");
        bob.invoke("appear", "den", "Bob");
        assertThat(ann.calls("appeared").next().toString()).contains("name=Bob");
        bob.close();
        assertThat(ann.calls("disappeared").next().toString()).contains("name=Bob");
        assertThat(ann.invoke("present", "den")).isEqualTo(List.of());
    }

    @Test
    void whatHappensWhileRedisIsAwayIsKnownWhenItIsBack() {
        try (OfficialClient bob = open(farm.second())) {
            bob.invoke("join", "attic");
            bob.invoke("appear", "attic", "Bob");
            await(() -> ann.invoke("present", "attic"), List.of("Bob")::equals);
            farm.redis().stop();
            await(bob, List.of("node-1 UNKNOWN", "node-2 ALIVE")::equals);
            bob.invoke("appear", "attic", "Robert");
            farm.redis().restart();
            assertThat(await(() -> ann.invoke("present", "attic"), List.of("Robert")::equals))
                    .isLessThan(Duration.ofSeconds(5).plus(MARGIN));
        }
    }

    @Test
    void nobodyIsDeclaredDeadWhileRedisIsAwayOrWhenItIsBack() {
        try (OfficialClient bob = open(farm.second())) {
            await(bob, BOTH::equals);
            events(bob);
            farm.redis().stop();
            await(ann, List.of("node-1 ALIVE", "node-2 UNKNOWN")::equals);
            await(bob, List.of("node-1 UNKNOWN", "node-2 ALIVE")::equals);
            LockSupport.parkNanos(
                    Duration.ofNanos(NodeRegistry.SILENCE).toNanos()); // nothing shows that nothing happens
            farm.redis().restart();
            await(ann, BOTH::equals);
            await(bob, BOTH::equals);
            LockSupport.parkNanos(
                    Duration.ofNanos(NodeRegistry.SILENCE + NodeRegistry.GRACE).toNanos());
            assertThat(events(ann)).isEmpty();
            assertThat(events(bob)).isEmpty();
        }
    }
}
