package io.hubplane.backplane.redis;

import static io.hubplane.contract.ReceivedMessages.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneMessage.Acknowledgement;
import io.hubplane.backplane.BackplaneResends;
import io.hubplane.backplane.BackplaneResends.Again;
import io.hubplane.backplane.BackplaneResends.Range;
import io.hubplane.backplane.BackplaneResends.Resent;
import io.hubplane.backplane.BackplaneResends.Wanted;
import io.hubplane.backplane.BackplaneSecret;
import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.MessageSeal;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.UnsignedMessages;
import io.hubplane.contract.ReceivedMessages;
import io.hubplane.fixture.RedisServer;
import io.hubplane.observe.HubObserver;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.Jedis;

/** What a node sends again to a node that asks, and to one that has no right to ask. */
@Timeout(60)
@Tag("redis")
class ResendIT {
    private static final Scope ALL = Scope.all("chat");
    private static final String ASKING = "asking-node0";
    private static final BackplaneTrust TRUST = new BackplaneTrust(BackplaneSecret.random(), UnsignedMessages.REFUSE);
    private static final RedisChannels CHANNELS = new RedisChannels("test:");

    private final RedisServer redis = RedisServer.start();
    private final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
    private final Jedis subscribed = new Jedis(redis.uri());
    private Backplane node;

    @BeforeEach
    void connect() throws Exception {
        node = RedisBackplanes.pubSub(
                RedisOptions.of(redis.uri(), "test:"), TRUST, Thread::new, HubObserver.NONE, System::nanoTime);
        node.start();
        await(node.subscribe(Scope.node("chat", node.nodeId()), (scope, message) -> {}));
        CountDownLatch live = new CountDownLatch(1);
        BinaryJedisPubSub receiver = new BinaryJedisPubSub() {
            @Override
            public void onMessage(byte[] channel, byte[] message) {
                answers.add(message);
            }

            @Override
            public void onSubscribe(byte[] channel, int subscribedChannels) {
                live.countDown();
            }
        };
        Thread thread = new Thread(() -> subscribed.subscribe(receiver, utf8(CHANNELS.control(ASKING))), "asking node");
        thread.setUncaughtExceptionHandler((ended, closed) -> {});
        thread.start();
        assertThat(live.await(15, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void close() {
        node.close();
        subscribed.close();
        redis.close();
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(15, TimeUnit.SECONDS);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void ask(BackplaneTrust as, Wanted wanted) {
        byte[] channel = utf8(CHANNELS.control(node.nodeId()));
        byte[] message = wanted.encode();
        new MessageSeal(as).stamp(channel, message, ASKING, 0);
        try (Jedis jedis = new Jedis(redis.uri())) {
            jedis.publish(channel, message);
        }
    }

    private Resent answer() throws InterruptedException {
        byte[] answer = answers.poll(15, TimeUnit.SECONDS);
        assertThat(answer).as("an answer within 15 s").isNotNull();
        assertThat(new MessageSeal(TRUST).accepts(Scope.Kind.NODE, utf8(CHANNELS.control(ASKING)), answer))
                .as("signed for the node that asks")
                .isTrue();
        return (Resent) BackplaneResends.decode(answer);
    }

    private static List<String> texts(Resent resent) {
        return resent.messages().stream()
                .map(Again::message)
                .map(bytes -> {
                    ReceivedMessages read = new ReceivedMessages();
                    read.received(ALL, bytes);
                    try {
                        return read.next();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    private static Range all(String channel) {
        return new Range(channel, 0, Long.MAX_VALUE / 2, 0);
    }

    @Test
    void nodeGetsWhatItAsksForUnderItsOldNumber() throws Exception {
        byte[] one = message("one");
        await(node.publish(ALL, one));
        await(node.publish(Scope.group("chat", "other"), one)); // the same array, stamped again
        await(node.publish(ALL, message("two")));

        ask(TRUST, new Wanted(3, List.of(all("test:chat:all"))));

        Resent resent = answer();
        assertThat(resent.id()).isEqualTo(3);
        assertThat(texts(resent)).containsExactly("one", "two");
        assertThat(resent.messages().stream().map(Again::position)).containsExactly(1L, 2L);
    }

    @Test
    void longAnswerWaitsUntilItsReceiverAsksForMore() throws Exception {
        for (int i = 0; i < 10; i++) {
            await(node.publish(ALL, message(i + "x".repeat(100_000))));
        }

        ask(TRUST, new Wanted(1, List.of(all("test:chat:all"))));
        Resent first = answer();
        assertThat(first.more()).isTrue();
        assertThat(first.messages()).hasSize(2);
        ask(TRUST, new Wanted(2, List.of(new Range("test:chat:all", 2, 4, 0))));

        Resent second = answer();
        assertThat(second.more()).isFalse();
        assertThat(second.messages()).hasSize(1);
        assertThat(answers).as("only what was asked for").isEmpty();
    }

    @Test
    void whatMakesANodeActIsNotSentAgain() throws Exception {
        Scope scope = Scope.node("chat", ASKING);
        await(node.publish(scope, BackplaneCodec.encodeForNode(new Acknowledgement(1, true))));

        ask(TRUST, new Wanted(1, List.of(all(CHANNELS.of(scope)))));

        assertThat(answer().messages()).isEmpty();
    }

    @Test
    void questionThatIsNotSignedIsNotAnswered() throws Exception {
        await(node.publish(ALL, message("one")));
        Wanted wanted = new Wanted(1, List.of(all("test:chat:all")));

        ask(BackplaneTrust.WITHOUT_SECRET, wanted);
        ask(new BackplaneTrust(BackplaneSecret.random(), UnsignedMessages.REFUSE), wanted);
        ask(TRUST, new Wanted(2, wanted.ranges()));

        assertThat(answer().id()).isEqualTo(2);
        assertThat(answers).isEmpty();
    }

    @Test
    void whoAsksAgainAndAgainGetsSoMuchInASecond() throws Exception {
        await(node.publish(ALL, message("x".repeat(1 << 20))));
        long begun = System.nanoTime();

        for (int i = 0; i < 40; i++) {
            ask(TRUST, new Wanted(i, List.of(all("test:chat:all"))));
            Resent unused = answer();
        }

        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)).isGreaterThanOrEqualTo(1900);
    }
}
