package io.hubplane.backplane.redis;

import static io.hubplane.contract.ReceivedMessages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneMessage.Acknowledgement;
import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.sequence.ResendOptions;
import io.hubplane.contract.ReceivedMessages;
import io.hubplane.fixture.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are published while Redis is away wait for it, within bounds. */
@Timeout(90)
@Tag("redis")
class OutageBufferIT {
    private static final Scope ALL = Scope.all("chat");
    private static final Scope ROOM = Scope.group("chat", "room");
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final PublishOptions USUAL = PublishOptions.DEFAULTS;

    private final RedisServer redis = RedisServer.start();
    private final RecordingObserver atA = new RecordingObserver();
    private final RecordingObserver atB = new RecordingObserver();
    private final ReceivedMessages received = new ReceivedMessages();
    private final ReceivedMessages inRoom = new ReceivedMessages();
    private final RedisNodes nodes = new RedisNodes();

    @AfterEach
    void close() {
        nodes.close();
        redis.close();
    }

    private Backplane node(RecordingObserver observer, Duration pingInterval, PublishOptions publish) {
        RedisOptions options =
                new RedisOptions(redis.uri(), "test:", TIMEOUT, TIMEOUT, pingInterval, publish, ResendOptions.DEFAULTS);
        return nodes.start(options, BackplaneTrust.WITHOUT_SECRET, observer);
    }

    /** Starts a node that publishes, and another one that has received from it. */
    private Backplane publisher(Duration pingInterval, PublishOptions publish) throws Exception {
        Backplane b = node(atB, pingInterval, USUAL);
        await(b.subscribe(ALL, received));
        await(b.subscribe(ROOM, inRoom));
        Backplane a = node(atA, pingInterval, publish);
        await(a.subscribe(Scope.node("chat", a.nodeId()), new ReceivedMessages()));
        await(a.publish(ALL, message("before")));
        assertThat(received.next()).isEqualTo("before");
        return a;
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(15, TimeUnit.SECONDS);
    }

    private void killAndAwaitOutage(Backplane a) throws Exception {
        redis.kill();
        atA.expect("interrupted");
        atB.expect("interrupted");
        // The publisher checks its connection as soon as the subscribed one is lost.
        await(a.publish(ALL, message("0")));
    }

    @Test
    void whatIsSentWhileRedisIsAwayArrivesInOrderWhenItIsBack() throws Exception {
        Backplane a = publisher(Duration.ofMillis(500), USUAL);
        killAndAwaitOutage(a);
        for (int i = 1; i < 200; i++) {
            CompletableFuture<Void> kept =
                    a.publish(ALL, message(Integer.toString(i))).toCompletableFuture();
            assertThat(kept).isCompleted();
            a.publish(ROOM, message("room " + i));
        }

        redis.restart();
        atA.expect("restored");
        atB.expect("restored");

        for (int i = 0; i < 200; i++) {
            assertThat(received.next()).isEqualTo(Integer.toString(i));
        }
        for (int i = 1; i < 200; i++) {
            assertThat(inRoom.next()).isEqualTo("room " + i);
        }
        await(a.publish(ALL, message("after")));
        assertThat(received.next()).isEqualTo("after");
        assertThat(atA.failed).hasValue(0);
        atB.expectNothing();
    }

    /** With the shorter interval subscribers give up Redis too, with the longer one only publishers do. */
    @ParameterizedTest
    @ValueSource(ints = {500, 10_000})
    void redisThatStandsStillForAWhileLosesAndDoublesNothing(int pingMillis) throws Exception {
        Backplane a = publisher(Duration.ofMillis(pingMillis), USUAL);
        redis.suspend();
        List<CompletableFuture<Void>> publications = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            publications.add(a.publish(ALL, message(Integer.toString(i))).toCompletableFuture());
        }
        // Given up after the command timeout, and again after the next attempt.
        await(publications.get(99));
        for (int i = 100; i < 200; i++) {
            publications.add(a.publish(ALL, message(Integer.toString(i))).toCompletableFuture());
        }
        redis.resume();

        for (int i = 0; i < 200; i++) {
            assertThat(received.next()).isEqualTo(Integer.toString(i));
        }
        await(a.publish(ALL, message("after")));
        assertThat(received.next()).isEqualTo("after");
        assertThat(received.isEmpty()).isTrue();
        assertThat(atA.failed).hasValue(0);
    }

    @Test
    void whatHasWaitedForTooLongIsDroppedAndReported() throws Exception {
        PublishOptions soon = new PublishOptions(1000, 1 << 20, 1 << 20, Duration.ofMillis(200), true);
        Backplane a = publisher(Duration.ofMillis(500), soon);
        killAndAwaitOutage(a);
        await(a.publish(ALL, message("1")));
        await(a.publish(ALL, message("2")));
        while (atA.failed.get() < 3) {
            Thread.onSpinWait();
        }

        redis.restart();
        atA.expect("restored");
        atB.expect("restored", "gap of 3 on test:chat:all");
        await(a.publish(ALL, message("after")));
        assertThat(received.next()).isEqualTo("after");
        atB.expectNothing();
    }

    /** Redis was paused when the message was written, so the message had a number and was kept to be sent again. */
    @Test
    void whatWasGivenUpIsNotSentAgainEither() throws Exception {
        PublishOptions soon = new PublishOptions(1000, 1 << 20, 1 << 20, Duration.ofMillis(200), true);
        Backplane a = publisher(Duration.ofMillis(500), soon);
        redis.suspend();
        a.publish(ALL, message("given up"));
        while (atA.failed.get() < 1) {
            Thread.onSpinWait();
        }

        redis.kill();
        redis.restart();
        atB.expect("interrupted", "restored", "gap of 1 on test:chat:all");
        await(a.publish(ALL, message("after")));
        assertThat(received.next()).isEqualTo("after");
        atB.expectNothing();
    }

    @Test
    void whatFindsNoRoomFailsAtOnceAndWhatWaitsStillArrives() throws Exception {
        PublishOptions little = new PublishOptions(1000, 1 << 20, 2000, Duration.ofSeconds(30), true);
        Backplane a = publisher(Duration.ofMillis(500), little);
        killAndAwaitOutage(a);

        CompletableFuture<Void> refused =
                a.publish(ALL, message("x".repeat(2000))).toCompletableFuture();

        assertThat(refused).isCompletedExceptionally();
        assertThatThrownBy(refused::get)
                .hasCauseInstanceOf(BackplaneException.class)
                .hasMessageContaining("is away, and the buffer for it is full (hubplane.redis.outage-buffer, 2000"
                        + " bytes); other nodes miss the message");
        redis.restart();
        assertThat(received.next()).isEqualTo("0");
    }

    @Test
    void theLimitThatIsReachedDuringAnOutageIsNamed() throws Exception {
        PublishOptions few = new PublishOptions(1, 1024, 1 << 20, Duration.ofSeconds(30), true);
        Backplane a = publisher(Duration.ofMillis(500), few);
        killAndAwaitOutage(a);

        a.publish(ALL, message("1")); // the previous one may have left the queue already
        assertThatThrownBy(() -> await(a.publish(ALL, message("2"))))
                .hasMessageContaining("1 messages already wait to be published, the most that"
                        + " hubplane.redis.publish-queue-messages allows");
        PublishOptions small = new PublishOptions(1000, 1024, 1 << 20, Duration.ofSeconds(30), true);
        Backplane c = node(new RecordingObserver(), Duration.ofMillis(500), small);
        await(c.publish(ALL, message("0")));
        assertThatThrownBy(() -> await(c.publish(ALL, message("x".repeat(1000)))))
                .hasMessageContaining("together exceed hubplane.redis.publish-queue-bytes (1024 bytes)");
    }

    @Test
    void whatIsAskedOfAnotherNodeDoesNotWait() throws Exception {
        Backplane a = publisher(Duration.ofMillis(500), USUAL);
        killAndAwaitOutage(a);

        CompletableFuture<Void> asked = a.publish(
                        Scope.node("chat", "some-node-id"), BackplaneCodec.encodeForNode(new Acknowledgement(1, true)))
                .toCompletableFuture();

        assertThat(asked).isCompletedExceptionally();
        assertThatThrownBy(asked::get).hasMessageContaining("is away; other nodes miss the message");
    }

    @Test
    void nodeStartedWithoutRedisKeepsWhatItSends() throws Exception {
        Backplane b = node(atB, Duration.ofMillis(500), USUAL);
        await(b.subscribe(ALL, received));
        redis.kill();
        Backplane c = node(atA, Duration.ofMillis(500), USUAL);

        await(c.publish(ALL, message("x")));

        redis.restart();
        assertThat(received.next()).isEqualTo("x");
    }
}
