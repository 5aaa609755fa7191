package io.hubplane.backplane.redis;

import static io.hubplane.backplane.redis.RedisPubSubBackplaneIT.threadsOf;
import static io.hubplane.contract.ReceivedMessages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.sequence.ResendOptions;
import io.hubplane.contract.ReceivedMessages;
import io.hubplane.fake.LogCapture;
import io.hubplane.fixture.RedisServer;
import io.hubplane.observe.BackplaneStatistics;
import io.hubplane.observe.HubObserver;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.args.ClientPauseMode;

/**
 * What happens while Redis is away, is paused, refuses commands, or comes back, if nothing may wait or be sent again.
 */
@Timeout(90)
@Tag("redis")
class RedisOutageIT {
    private static final Scope ALL = Scope.all("chat");
    private static final Duration PING_INTERVAL = Duration.ofMillis(500);

    private final RedisServer redis = RedisServer.start();
    private final RecordingObserver atA = new RecordingObserver();
    private final RecordingObserver atB = new RecordingObserver();
    private final ReceivedMessages received = new ReceivedMessages();
    private final RedisNodes nodes = new RedisNodes();
    private Backplane a;
    private Backplane b;

    @BeforeEach
    void connect() throws Exception {
        a = node(redis.uri(), atA, 1000);
        b = node(redis.uri(), atB, 1000);
        await(a.subscribe(Scope.node("chat", a.nodeId()), new ReceivedMessages()));
        await(b.subscribe(ALL, received));
        await(a.publish(ALL, message("before")));
        assertThat(received.next()).isEqualTo("before");
    }

    @AfterEach
    void close() {
        nodes.close();
        redis.close();
    }

    private Backplane node(URI uri, HubObserver observer, int queue) {
        RedisOptions options = new RedisOptions(
                uri,
                "test:",
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                PING_INTERVAL,
                new PublishOptions(queue, 64 << 20, 0, Duration.ZERO, true),
                ResendOptions.NONE);
        return nodes.start(options, BackplaneTrust.WITHOUT_SECRET, observer);
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(15, TimeUnit.SECONDS);
    }

    private void assertFailsFast(CompletionStage<Void> publication) {
        CompletableFuture<Void> future = publication.toCompletableFuture();
        assertThat(future).isCompletedExceptionally();
        assertThatThrownBy(future::get)
                .hasCauseInstanceOf(BackplaneException.class)
                .hasMessageContaining("Redis at " + redis.uri() + " is away; other nodes miss the message");
    }

    /** Publishes until a message is taken; returns how many failed before. */
    private int publishUntilTaken(String text) throws Exception {
        for (int failures = 0; ; failures++) {
            try {
                await(a.publish(ALL, message(text)));
                return failures;
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(BackplaneException.class);
            }
        }
    }

    @Test
    void statisticsTellHowANodeStandsWithOthers() throws Exception {
        BackplaneStatistics well = a.statistics();
        assertThat(well.connected()).isTrue();
        assertThat(well.published()).isEqualTo(1);
        assertThat(b.statistics().received()).isEqualTo(1);
        // Its own channel, that of positions and the one that the test has subscribed to.
        assertThat(well.subscriptions()).isEqualTo(3);
        assertThat(atA.publishNanos.get()).isBetween(1L, TimeUnit.SECONDS.toNanos(15));
        assertThat(atA.lag.get(15, TimeUnit.SECONDS)).isBetween(1L, TimeUnit.SECONDS.toNanos(15));

        redis.kill();
        atA.expect("interrupted");
        CompletableFuture<Void> lost = a.publish(ALL, message("lost")).toCompletableFuture();
        assertThatThrownBy(() -> lost.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(BackplaneException.class);
        BackplaneStatistics away = a.statistics();
        assertThat(away.connected()).isFalse();
        assertThat(away.interruptions()).isEqualTo(1);
        assertThat(away.publishFailures()).isEqualTo(1);
        assertThat(away.waitingMessages()).isZero();

        redis.restart();
        atA.expect("restored");
        publishUntilTaken("after");
        assertThat(a.statistics().connected()).isTrue();
    }

    @Test
    void subscriptionsComeBackByThemselvesAndTheGapIsReported() throws Exception {
        redis.kill();
        atA.expect("interrupted");
        atB.expect("interrupted");
        // A's publisher checks its connection as soon as its subscribed one is lost.
        CompletableFuture<Void> first = a.publish(ALL, message("lost")).toCompletableFuture();
        assertThatThrownBy(() -> first.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(BackplaneException.class);
        assertFailsFast(a.publish(ALL, message("lost")));
        assertFailsFast(a.publish(ALL, message("lost")));
        assertThat(atA.failed).hasValue(3);

        redis.restart();
        atA.expect("restored");
        atB.expect("restored");
        int lost = 3 + publishUntilTaken("after");

        assertThat(received.next()).isEqualTo("after");
        atB.expectGaps(lost, "test:chat:all"); // what fails during the return is reported separately
        assertThat(atA.failed).hasValue(lost);
        atA.expectNothing();
    }

    @Test
    void outageIsLoggedOnceAndItsEndToo() throws Exception {
        try (LogCapture log = new LogCapture(RedisOutageIT.class)) {
            redis.kill();
            atA.expect("interrupted");
            for (int i = 0; i < 100; i++) {
                a.publish(ALL, message("lost"));
            }
            try (ServerSocket other = new ServerSocket(redis.port(), 50, InetAddress.getLoopbackAddress())) {
                for (int attempts = 0; attempts < 12; attempts++) {
                    other.accept().close();
                }
            }
            redis.restart();
            atA.expect("restored");
            atB.expect("interrupted", "restored");
            publishUntilTaken("after");
            received.next();

            String place = redis.uri().toString();
            assertThat(log.lines().stream().filter(line -> line.startsWith("WARNING Redis at " + place)))
                    .hasSizeLessThanOrEqualTo(4)
                    .allMatch(line -> line.matches(".* is away for (publishing|receiving) .*"));
            assertThat(log.lines().stream()
                            .filter(line -> line.equals("INFO Redis at " + place + " is back for receiving")))
                    .hasSize(2);
        }
    }

    @Test
    void subscriptionMadeDuringTheOutageBecomesLiveAfterIt() throws Exception {
        Scope group = Scope.group("chat", "g");
        ReceivedMessages atGroup = new ReceivedMessages();
        redis.kill();
        atB.expect("interrupted");

        assertThat(b.subscribe(group, atGroup).toCompletableFuture()).isCompleted();
        assertThat(b.unsubscribe(ALL).toCompletableFuture()).isCompleted();

        redis.restart();
        atB.expect("restored");
        publishUntilTaken("to nobody");
        await(a.publish(group, message("x")));
        assertThat(atGroup.next()).isEqualTo("x");
        assertThat(received.isEmpty()).isTrue();
    }

    @Test
    void nodeStartedWithoutRedisServesItselfAndConnectsLater() throws Exception {
        redis.kill();
        RecordingObserver atC = new RecordingObserver();
        Backplane c = node(redis.uri(), atC, 1000);
        ReceivedMessages receivedAtC = new ReceivedMessages();

        await(c.subscribe(ALL, receivedAtC));
        atC.expect("interrupted");
        assertThatThrownBy(() -> await(c.publish(ALL, message("x")))).hasCauseInstanceOf(BackplaneException.class);

        redis.restart();
        atC.expect("restored");
        publishUntilTaken("hello");
        assertThat(receivedAtC.next()).isEqualTo("hello");
    }

    @Test
    void killedSubscriptionIsMadeAgainAndWhatItMissedIsReported() throws Exception {
        List<CompletionStage<Void>> missing = new ArrayList<>();
        try (Jedis jedis = new Jedis(redis.uri());
                AbstractPipeline pipeline = jedis.pipelined()) {
            // Redis already has the first message when it kills the subscription, and delivers it right after that.
            jedis.clientPause(10_000, ClientPauseMode.WRITE);
            for (int i = 0; i < 3; i++) {
                missing.add(a.publish(ALL, message("missed")));
            }
            while (!hasBlockedClient(jedis)) {
                Thread.onSpinWait();
            }
            pipeline.sendCommand(Protocol.Command.CLIENT, "KILL", "TYPE", "pubsub");
            pipeline.sendCommand(Protocol.Command.CLIENT, "UNPAUSE");
            pipeline.sync();
            for (CompletionStage<Void> each : missing) {
                await(each);
            }
        }
        atB.expect("interrupted", "restored");

        await(a.publish(ALL, message("after")));

        int missed = 3;
        for (String next = received.next(); !next.equals("after"); next = received.next()) {
            missed--; // it was subscribed again before
        }
        assertThat(missed).isPositive();
        atB.expect("gap of " + missed + " on test:chat:all");
        assertThat(atA.failed).hasValue(0);
    }

    private static boolean hasBlockedClient(Jedis jedis) {
        return jedis.clientList().lines().anyMatch(client -> client.contains(" flags=b"));
    }

    @Test
    void whoIsThereIsUnknownAtOnceWhileRedisIsAway() throws Exception {
        Scope there = Scope.node("chat", a.nodeId());
        assertThat(await(b.hasSubscriber(there))).isTrue();
        redis.kill();
        atB.expect("interrupted");
        assertThatThrownBy(() -> await(b.hasSubscriber(there))).hasCauseInstanceOf(BackplaneException.class);

        CompletableFuture<Boolean> answer = b.hasSubscriber(there).toCompletableFuture();

        assertThat(answer).isCompletedExceptionally();
        assertThatThrownBy(answer::get)
                .hasMessageContaining("Redis at " + redis.uri() + " is away; it is unknown whether the node is there");
        redis.restart();
        atA.expect("interrupted", "restored");
        atB.expect("restored");
        publishUntilTaken("after");
        while (!isKnown(b.hasSubscriber(there))) {
            Thread.onSpinWait();
        }
        assertThat(await(b.hasSubscriber(there))).isTrue();
    }

    private static boolean isKnown(CompletionStage<Boolean> answer) throws Exception {
        try {
            await(answer);
            return true;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(BackplaneException.class);
            return false;
        }
    }

    @Test
    void connectionThatStandsStillIsGivenUpAtThePingDeadline() throws Exception {
        long before = System.nanoTime();
        redis.suspend();

        atB.expect("interrupted");
        long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
        assertThat(milliseconds).isBetween(2 * PING_INTERVAL.toMillis() - 10, 10 * PING_INTERVAL.toMillis());
        CompletableFuture<Void> publication = a.publish(ALL, message("lost")).toCompletableFuture();
        assertThatThrownBy(() -> publication.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(BackplaneException.class);

        redis.resume();
        atB.expect("restored");
        publishUntilTaken("after");
        assertThat(lastReceived("after")).isEqualTo("after");
    }

    /** Without this a write that never ends would block the publisher for ever: Jedis has no time limit for it. */
    @Test
    void publisherIsNotCaughtInAWriteRedisDoesNotTake() throws Exception {
        redis.suspend();
        List<CompletableFuture<Void>> publications = new ArrayList<>();
        byte[] large = message("0123456789abcdef".repeat(1 << 18));
        for (int i = 0; i < 8; i++) {
            publications.add(a.publish(ALL, large).toCompletableFuture());
        }

        for (CompletableFuture<Void> publication : publications) {
            assertThatThrownBy(() -> publication.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(BackplaneException.class);
        }
        redis.resume();
        publishUntilTaken("after");
        assertThat(lastReceived("after")).isEqualTo("after");
    }

    private String lastReceived(String last) throws InterruptedException {
        String text = received.next();
        while (!text.equals(last)) {
            text = received.next();
        }
        return text;
    }

    @Test
    void fullQueueRefusesAndNamesItsKey() throws Exception {
        RecordingObserver atC = new RecordingObserver();
        Backplane c = node(redis.uri(), atC, 2);
        await(c.publish(ALL, message("x")));
        redis.suspend();
        byte[] message = message("x");
        CompletableFuture<Void> refused = new CompletableFuture<>();
        while (!refused.isCompletedExceptionally()) {
            refused = c.publish(ALL, message).toCompletableFuture();
        }

        assertThatThrownBy(refused::get)
                .hasCauseInstanceOf(BackplaneException.class)
                .hasMessageContaining(
                        "2 messages already wait to be published, the most that hubplane.redis.publish-queue-messages");
        assertThat(atC.failed).hasPositiveValue();
        redis.resume();
    }

    @Test
    void closeIsQuickWhileRedisIsAway() {
        redis.kill();
        assertClosesQuickly();
    }

    @Test
    void closeIsQuickWhileRedisStandsStill() throws Exception {
        redis.suspend();
        CompletableFuture<Void> publication =
                a.publish(ALL, message("0123456789abcdef".repeat(1 << 18))).toCompletableFuture();
        CompletableFuture<Void> subscription =
                b.subscribe(Scope.group("chat", "g"), received).toCompletableFuture();

        assertClosesQuickly();

        assertThat(publication).isCompletedExceptionally();
        assertThat(subscription).isCompleted();
        redis.resume();
    }

    private void assertClosesQuickly() {
        for (Backplane node : List.of(a, b)) {
            long before = System.nanoTime();
            node.close();
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before))
                    .isLessThan(3000);
            assertThat(threadsOf(node)).isEmpty();
        }
    }

    @Test
    void fiveThousandSubscriptionsComeBackInBatches() throws Exception {
        ReceivedMessages atGroups = new ReceivedMessages();
        List<CompletableFuture<Void>> live = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            live.add(b.subscribe(Scope.group("chat", "g" + i), atGroups).toCompletableFuture());
        }
        CompletableFuture.allOf(live.toArray(CompletableFuture[]::new)).get(15, TimeUnit.SECONDS);
        redis.kill();
        atB.expect("interrupted");

        redis.restart();

        atB.expect("restored");
        try (Jedis jedis = new Jedis(redis.uri())) {
            assertThat(jedis.pubsubChannels("test:chat:group:*")).hasSize(5000);
            // 5,002 channels in commands of at most 512 each.
            assertThat(calls(jedis, "subscribe")).isLessThanOrEqualTo(2 + 10);
        }
        publishUntilTaken("to all");
        await(a.publish(Scope.group("chat", "g4999"), message("x")));
        assertThat(atGroups.next()).isEqualTo("x");
    }

    private static int calls(Jedis jedis, String command) {
        return jedis.info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_" + command + ":"))
                .map(line -> Integer.parseInt(line.replaceFirst(".*:calls=(\\d+),.*", "$1")))
                .findFirst()
                .orElse(0);
    }
}
