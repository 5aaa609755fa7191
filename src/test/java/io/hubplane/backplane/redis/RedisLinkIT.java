package io.hubplane.backplane.redis;

import static io.hubplane.contract.ReceivedMessages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.sequence.ResendOptions;
import io.hubplane.contract.ReceivedMessages;
import io.hubplane.fixture.RedisServer;
import io.hubplane.fixture.TcpProxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ClientKillParams;

/** What happens when one node's connections to Redis break or carry nothing, while Redis and the other nodes work. */
@Timeout(60)
@Tag("redis")
class RedisLinkIT {
    private static final Scope ALL = Scope.all("chat");
    private static final Scope ROOM = Scope.group("chat", "room");
    private static final Duration PING_INTERVAL = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final RedisServer redis = RedisServer.start(
            "user narrow on nopass resetchannels &* -@all +client|setname +ping +publish +subscribe +unsubscribe");
    /** The way of the publisher to Redis. */
    private final TcpProxy proxy = TcpProxy.to(redis.port());

    private final RecordingObserver atA = new RecordingObserver();
    private final RecordingObserver atB = new RecordingObserver();
    private final ReceivedMessages received = new ReceivedMessages();
    private final RedisNodes nodes = new RedisNodes();
    private Backplane b;

    @BeforeEach
    void subscribe() throws Exception {
        b = node(redis.uri(), atB, true);
        await(b.subscribe(ALL, received));
        await(b.subscribe(ROOM, received));
    }

    @AfterEach
    void close() {
        proxy.letThrough();
        nodes.close();
        proxy.close();
        redis.close();
    }

    private Backplane node(URI uri, RecordingObserver observer, boolean publishAgain) {
        RedisOptions options = new RedisOptions(
                uri,
                "test:",
                TIMEOUT,
                TIMEOUT,
                PING_INTERVAL,
                new PublishOptions(1000, 4 << 20, 0, Duration.ZERO, publishAgain),
                ResendOptions.NONE);
        return nodes.start(options, BackplaneTrust.WITHOUT_SECRET, observer);
    }

    private Backplane publisher(String user, boolean publishAgain) throws Exception {
        Backplane a = node(URI.create("redis://" + user + "127.0.0.1:" + proxy.port()), atA, publishAgain);
        await(a.publish(ALL, message("before")));
        assertThat(received.next()).isEqualTo("before");
        return a;
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(15, TimeUnit.SECONDS);
    }

    /** Waits until the subscription is old enough for a later loss to be recognized as one. */
    private static void passMargin() throws Exception {
        Thread.sleep(600); // of the nodes' own clock, so there is no event to wait for
    }

    private String publisherOf(Backplane node, Jedis jedis) {
        return jedis.clientList()
                .lines()
                .filter(line -> line.contains("name=hubplane-publish-" + node.nodeId()))
                .findFirst()
                .orElseThrow()
                .replaceFirst("id=(\\d+) .*", "$1");
    }

    private void killPublisher(Backplane node) {
        try (Jedis jedis = new Jedis(redis.uri())) {
            String id = publisherOf(node, jedis);
            jedis.clientKill(ClientKillParams.clientKillParams().id(id));
        }
    }

    @Test
    void publisherWhoseConnectionBreaksGoesOnAtOnceAndLosesNothing() throws Exception {
        Backplane a = publisher("", true);
        List<CompletableFuture<Void>> publications = new ArrayList<>();
        int next = 0;
        for (int kill = 0; kill < 5; kill++) {
            killPublisher(a);
            for (int i = 0; i < 200; i++) {
                publications.add(a.publish(ALL, message("message " + next++)).toCompletableFuture());
            }
            long before = System.nanoTime();
            await(publications.get(publications.size() - 1));
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before))
                    .isLessThan(1000);
        }

        assertThat(publications).allSatisfy(done -> assertThat(done).isCompleted());
        for (int i = 0; i < next; i++) {
            assertThat(received.next()).isEqualTo("message " + i);
        }
        assertThat(received.isEmpty()).isTrue();
        assertThat(atA.failed).hasValue(0);
        atB.expectNothing();
    }

    @Test
    void whatRedisDidNotAnswerIsReportedAsUnknownWhereItIsNotPublishedAgain() throws Exception {
        Backplane a = publisher("", false);
        proxy.holdBackToServer();
        CompletableFuture<Void> unknown = a.publish(ALL, message("unknown")).toCompletableFuture();
        assertThatThrownBy(() -> unknown.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(BackplaneException.class)
                .hasMessageContaining("it is unknown whether other nodes have the message");

        // Nothing follows on the channel, but the loss is noticed, once.
        atB.expect("gap of 1 on test:chat:all");
        await(a.publish(ALL, message("after")));
        proxy.letThrough();

        assertThat(received.next()).isEqualTo("after");
        atB.expectNothing();
    }

    @Test
    void whatRedisDidNotAnswerIsAskedAgainOnTheNextConnection() throws Exception {
        Backplane a = publisher("", false);
        Scope there = Scope.node("chat", b.nodeId());
        await(b.subscribe(there, received));
        proxy.holdBackToServer();

        CompletionStage<Boolean> answer = a.hasSubscriber(there);
        CompletionStage<Boolean> another = a.hasSubscriber(Scope.node("chat", "nobody"));

        assertThat(await(answer)).isTrue();
        assertThat(await(another)).isFalse();
    }

    @Test
    void newConnectionEndsTheHalfOpenOneBefore() throws Exception {
        Backplane a = publisher("", true);
        String before;
        try (Jedis jedis = new Jedis(redis.uri())) {
            before = publisherOf(a, jedis);
            proxy.holdBackToServer();

            await(a.publish(ALL, message("x")));

            assertThat(jedis.clientList()).doesNotContain("id=" + before + " ");
        }
    }

    /** The user may not end connections, so Redis still carries out what comes late on the old one. */
    @Test
    void whatAHalfOpenConnectionBringsLateIsDropped() throws Exception {
        Backplane a = publisher("narrow:any@", false);
        proxy.holdBackToServer();
        CompletableFuture<Void> late = a.publish(ALL, message("late")).toCompletableFuture();
        assertThatThrownBy(() -> late.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(BackplaneException.class);
        await(a.publish(ALL, message("newer")));
        assertThat(received.next()).isEqualTo("newer");
        atB.expect("gap of 1 on test:chat:all");

        proxy.letThrough();
        await(a.publish(ALL, message("newest")));

        assertThat(received.next()).isEqualTo("newest");
        awaitLateBytes();
        assertThat(received.isEmpty()).isTrue();
        atB.expectNothing();
    }

    /** Waits until Redis has carried out the three publications to all and the one that was held back. */
    private void awaitLateBytes() throws Exception {
        try (Jedis jedis = new Jedis(redis.uri())) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (!jedis.info("commandstats").matches("(?s).*cmdstat_publish:calls=([5-9]|\\d\\d).*")) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.onSpinWait();
            }
            b.publish(ROOM, message("own")).toCompletableFuture().get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void firstMessageOfAChannelIsMissedWhenItIsLost() throws Exception {
        Backplane a = publisher("", false);
        passMargin();
        proxy.holdBackToServer();
        CompletableFuture<Void> lost = a.publish(ROOM, message("lost")).toCompletableFuture();
        assertThatThrownBy(() -> lost.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(BackplaneException.class);

        atB.expect("gap of 1 on test:chat:group:room");
        await(a.publish(ROOM, message("second")));
        assertThat(received.next()).isEqualTo("second");
        atB.expectNothing();
    }

    @Test
    void messageThatFindsNoRoomIsMissedWithoutAnyAfterIt() throws Exception {
        Backplane a = publisher("", true);
        passMargin();

        CompletableFuture<Void> refused =
                a.publish(ROOM, message("x".repeat(5 << 20))).toCompletableFuture();

        assertThatThrownBy(refused::get)
                .hasCauseInstanceOf(BackplaneException.class)
                .hasMessageContaining("together exceed hubplane.redis.publish-queue-bytes (4194304 bytes)");
        atB.expect("gap of 1 on test:chat:group:room");
        assertThat(received.isEmpty()).isTrue();
    }

    /** Nothing is published after the message that the subscriber missed, so only the publisher can tell it. */
    @Test
    void whatASubscriberMissedIsNoticedWithoutAnyMessageAfterIt() throws Exception {
        Backplane c = node(URI.create("redis://127.0.0.1:" + proxy.port()), atA, true);
        ReceivedMessages atC = new ReceivedMessages();
        await(c.subscribe(ALL, atC));
        await(c.subscribe(ROOM, atC));
        await(b.publish(ALL, message("before")));
        assertThat(atC.next()).isEqualTo("before");
        passMargin();

        proxy.holdBackToClients();
        await(b.publish(ALL, message("missed")));
        await(b.publish(ALL, message("missed")));
        await(b.publish(ROOM, message("missed first")));

        atA.expect("interrupted", "restored");
        atA.expectInAnyOrder("gap of 2 on test:chat:all", "gap of 1 on test:chat:group:room");
        assertThat(atC.isEmpty()).isTrue();
        atB.expectNothing();
    }

    @Test
    void whoSubscribesLaterMissesNothing() throws Exception {
        Backplane a = publisher("", false);
        proxy.holdBackToServer();
        CompletableFuture<Void> lost = a.publish(ALL, message("lost")).toCompletableFuture();
        RecordingObserver atC = new RecordingObserver();
        Backplane c = node(redis.uri(), atC, true);
        ReceivedMessages receivedAtC = new ReceivedMessages();
        await(c.subscribe(ALL, receivedAtC));
        assertThatThrownBy(() -> lost.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(BackplaneException.class);
        atB.expect("gap of 1 on test:chat:all");
        await(a.publish(ALL, message("after")));

        assertThat(receivedAtC.next()).isEqualTo("after");
        atC.expectNothing();
    }

    @Test
    void nothingIsToldWhileAllIsWell() throws Exception {
        try (Jedis jedis = new Jedis(redis.uri())) {
            Backplane a = publisher("", true);
            for (int i = 0; i < 100; i++) {
                await(a.publish(ALL, message("x")));
            }

            assertThat(jedis.info("commandstats")).contains("cmdstat_publish:calls=101,");
        }
    }
}
