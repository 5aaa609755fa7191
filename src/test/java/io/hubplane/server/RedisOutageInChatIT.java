package io.hubplane.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.Farm;
import io.hubplane.fixture.OfficialClient;
import io.hubplane.fixture.RawConnection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Without Redis each node continues to work by itself. When Redis is back the nodes are connected again, and no client
 * had to reconnect.
 */
class RedisOutageInChatIT {
    private static final String ALL = "broadcastMessage";
    private static final String ANSWER = "{}";
    private static final Duration SOON = Duration.ofSeconds(10);

    private static Farm farm;
    private OfficialClient ann;
    private OfficialClient amy;
    private OfficialClient bob;

    @BeforeAll
    static void start() {
        farm = Farm.start(Applications.chatWithProbe());
    }

    @AfterAll
    static void stop() {
        farm.close();
    }

    @BeforeEach
    void connect() {
        ann = farm.clients().open(farm.first().resolve("chat"), ALL, "roomMessage");
        amy = farm.clients().open(farm.first().resolve("chat"), ALL);
        bob = farm.clients().open(farm.second().resolve("chat"), ALL, "roomMessage");
        // A call runs only after messages of the other nodes can reach the connection.
        ann.invoke("join", "den");
        bob.invoke("join", "den");
    }

    @AfterEach
    void disconnect() {
        ann.close();
        amy.close();
        bob.close();
    }

    @Test
    void aRestartOfRedisIsSurvived() {
        farm.redis().stop();
        assertThatNodesChatByThemselves();
        farm.redis().restart();
        assertThatAllAreTogetherAgain();
    }

    @Test
    void aKilledRedisIsSurvived() {
        farm.redis().kill();
        assertThatNodesChatByThemselves();
        farm.redis().restart();
        assertThatAllAreTogetherAgain();
    }

    @Test
    void aRedisThatHangsIsSurvived() {
        farm.redis().suspend();
        assertThatNodesChatByThemselves();
        farm.redis().resume();
        assertThatAllAreTogetherAgain();
    }

    /** A client that has the answer to its handshake can be reached from the other node: the subscription is live. */
    @Test
    void aClientIsAnsweredWhenTheOtherNodeCanReachIt() {
        farm.redis().suspend();
        try (RawConnection first = RawConnection.open(farm.first().resolve("echo"))) {
            first.send(RawConnection.HANDSHAKE);
            assertThat(first.messages().arrivesWithin(Duration.ofMillis(500), ANSWER))
                    .isFalse();
            farm.redis().resume();
            assertThat(first.messages().next()).isEqualTo(ANSWER);
        }
    }

    @Test
    void aRedisThatHangsKeepsNoClientFromItsNode() {
        farm.redis().suspend();
        try (RawConnection client = RawConnection.open(farm.first().resolve("echo"))) {
            client.send(RawConnection.HANDSHAKE);

            assertThat(client.messages().arrivesWithin(Duration.ofSeconds(4), ANSWER))
                    .isTrue();
            client.send(
                    "{\"type\":1,\"invocationId\":\"1\",\"target\":\"echo\",\"arguments\":[\"x\"]}" + RawConnection.RS);
            assertThat(client.messages().next()).contains("\"invocationId\":\"1\"");
        } finally {
            farm.redis().resume();
        }
        assertThatAllAreTogetherAgain();
    }

    private void assertThatNodesChatByThemselves() {
        ann.invoke("send", "Ann", "without Redis");
        assertThat(ann.calls(ALL).next()).containsExactly("Ann", "without Redis");
        assertThat(amy.calls(ALL).next()).containsExactly("Ann", "without Redis");
        bob.invoke("send", "Bob", "here too");
        // Ann's message may arrive before, if Redis was only paused.
        bob.calls(ALL).skipTo(List.of("Bob", "here too"));
    }

    private void assertThatAllAreTogetherAgain() {
        long start = System.nanoTime();
        assertThatArrives(ann, bob);
        assertThatArrives(bob, ann);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        for (OfficialClient client : List.of(ann, amy, bob)) {
            assertThat(client.closed().rest()).isEmpty();
            assertThat(client.reconnecting().rest()).isEmpty();
        }
        ann.invoke("sendToRoom", "den", "Ann", "together again");
        assertThat(bob.calls("roomMessage").next()).containsExactly("den", "Ann", "together again");
    }

    /** Waits until messages from each node arrive at the other one. */
    static void awaitCrossing(Farm farm) {
        try (OfficialClient here = farm.clients().open(farm.first().resolve("chat"), ALL);
                OfficialClient there = farm.clients().open(farm.second().resolve("chat"), ALL)) {
            assertThatArrives(here, there);
            assertThatArrives(there, here);
        }
    }

    /** Sends the same message until it arrives: one that is sent too early is lost, because Redis keeps nothing. */
    private static void assertThatArrives(OfficialClient speaker, OfficialClient receiver) {
        List<Object> said = List.of("Caller", "anybody? " + System.nanoTime());
        long deadline = System.nanoTime() + SOON.toNanos();
        do {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            speaker.invoke("send", said.toArray());
        } while (!receiver.calls(ALL).arrivesWithin(Duration.ofMillis(100), said));
    }
}
