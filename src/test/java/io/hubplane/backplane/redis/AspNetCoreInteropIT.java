package io.hubplane.backplane.redis;

import static io.hubplane.backplane.redis.RedisConnection.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneMessage.Acknowledgement;
import io.hubplane.backplane.BackplaneMessage.GroupAction;
import io.hubplane.backplane.BackplaneMessage.GroupCommand;
import io.hubplane.backplane.BackplaneMessage.Send;
import io.hubplane.backplane.BackplaneSecret;
import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.UnsignedMessages;
import io.hubplane.backplane.Vectors;
import io.hubplane.contract.ReceivedMessages;
import io.hubplane.fixture.RedisServer;
import io.hubplane.observe.HubObserver;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.Jedis;

/** A Redis that is shared with ASP.NET Core nodes; a plain Redis client acts as those. */
@Timeout(60)
@Tag("redis")
class AspNetCoreInteropIT {
    private static final String HUB = "MyApp.Hubs.ChatHub";
    private static final Map<String, byte[]> VECTORS = Vectors.read("aspnetcore.vectors");

    /** Number 1, without a signature. */
    private static final byte[] STAMP_OF_THE_FIRST =
            HexFormat.of().parseHex("cf0000000000000001" + "c410" + "00".repeat(16));

    private final RedisServer redis = RedisServer.start();
    private final Backplane node = RedisBackplanes.pubSub(
            RedisOptions.of(redis.uri(), ""),
            new BackplaneTrust(null, UnsignedMessages.ACCEPT),
            Thread::new,
            HubObserver.NONE,
            System::nanoTime);

    @AfterEach
    void close() {
        node.close();
        redis.close();
    }

    private static byte[] vector(String name) {
        return Objects.requireNonNull(VECTORS.get(name), name);
    }

    @Test
    void whatTheyPublishIsReceivedHere() throws Exception {
        node.start();
        ReceivedMessages received = new ReceivedMessages();
        for (Scope.Kind kind : List.of(
                Scope.Kind.ALL, Scope.Kind.GROUP_COMMANDS, Scope.Kind.ACKNOWLEDGEMENTS, Scope.Kind.CONNECTION)) {
            node.subscribe(new Scope(kind, HUB, "id"), received)
                    .toCompletableFuture()
                    .get(15, TimeUnit.SECONDS);
        }
        try (Jedis theirs = new Jedis(redis.uri())) {
            theirs.publish(utf8(HUB + ":all"), vector("hello-world"));
            theirs.publish(utf8(HUB + ":internal:groups"), vector("group-add"));
            theirs.publish(utf8(HUB + ":internal:ack:id"), vector("ack-384"));
            theirs.publish(utf8(HUB + ":connection:id"), vector("send-client-result"));
        }

        Send hello = (Send) received.nextMessage();
        assertThat(hello.encodings()).containsOnlyKeys("json", "messagepack");
        assertThat(hello.encodings().get("json"))
                .isEqualTo(utf8("{\"type\":1,\"target\":\"Hello\",\"arguments\":[\"World\"]}\u001e"));
        assertThat(received.nextMessage()).isEqualTo(new GroupCommand(42, "S", GroupAction.ADD, "G", "C"));
        assertThat(received.nextMessage()).isEqualTo(new Acknowledgement(384, true));
        assertThat(((Send) received.nextMessage()).returnAddress()).isEqualTo("R");
    }

    @Test
    void whatTheyCannotSignIsDeliveredButNotObeyed() throws Exception {
        BackplaneSecret secret = BackplaneSecret.random();
        ReceivedMessages received = new ReceivedMessages();
        try (Backplane signing = RedisBackplanes.pubSub(
                        RedisOptions.of(redis.uri(), ""),
                        new BackplaneTrust(secret, UnsignedMessages.DELIVER),
                        Thread::new,
                        HubObserver.NONE,
                        System::nanoTime);
                Jedis theirs = new Jedis(redis.uri())) {
            signing.start();
            for (Scope.Kind kind :
                    List.of(Scope.Kind.GROUP_COMMANDS, Scope.Kind.CLIENT_RESULTS, Scope.Kind.CONNECTION)) {
                signing.subscribe(new Scope(kind, HUB, "id"), received)
                        .toCompletableFuture()
                        .get(15, TimeUnit.SECONDS);
            }

            theirs.publish(utf8(HUB + ":internal:groups"), vector("group-add"));
            theirs.publish(utf8(HUB + ":internal:return:id"), vector("client-result"));
            theirs.publish(utf8(HUB + ":connection:id"), vector("send-client-result"));
            theirs.publish(utf8(HUB + ":connection:id"), vector("hello-world"));

            assertThat(((Send) received.nextMessage()).encodings()).containsOnlyKeys("json", "messagepack");
            assertThat(received.isEmpty()).isTrue();
        }
    }

    @Test
    void malformedMessageDisturbsNobody() throws Exception {
        node.start();
        ReceivedMessages received = new ReceivedMessages();
        node.subscribe(Scope.all(HUB), received).toCompletableFuture().get(15, TimeUnit.SECONDS);
        try (Jedis theirs = new Jedis(redis.uri())) {
            theirs.publish(utf8(HUB + ":all"), utf8("not MessagePack"));
            theirs.publish(utf8(HUB + ":all"), new byte[0]);
            theirs.publish(utf8(HUB + ":all"), vector("send-none-excluded"));
        }

        assertThat(((Send) received.nextMessage()).encodings()).containsOnlyKeys("p1", "p2");
    }

    @Test
    void whatIsPublishedHereBeginsWithTheirBytes() throws Exception {
        BlockingQueue<byte[]> theirs = new ArrayBlockingQueue<>(1);
        CountDownLatch subscribed = new CountDownLatch(1);
        BinaryJedisPubSub subscriber = new BinaryJedisPubSub() {
            @Override
            public void onSubscribe(byte[] channel, int channels) {
                subscribed.countDown();
            }

            @Override
            public void onMessage(byte[] channel, byte[] message) {
                theirs.add(message);
                unsubscribe();
            }
        };
        Thread thread = new Thread(() -> {
            try (Jedis jedis = new Jedis(redis.uri())) {
                jedis.subscribe(subscriber, utf8(HUB + ":group:G"));
            }
        });
        thread.start();
        assertThat(subscribed.await(15, TimeUnit.SECONDS)).isTrue();
        node.start();

        byte[] vector = vector("send-six-excluded");
        Send send = (Send) BackplaneCodec.decode(Scope.Kind.GROUP, vector);
        node.publish(Scope.group(HUB, "G"), BackplaneCodec.encode(send))
                .toCompletableFuture()
                .get(15, TimeUnit.SECONDS);

        byte[] seen = Objects.requireNonNull(theirs.poll(15, TimeUnit.SECONDS));
        assertThat(seen[0]).isEqualTo((byte) 0x97);
        assertThat(Arrays.copyOfRange(seen, 1, vector.length)).isEqualTo(Arrays.copyOfRange(vector, 1, vector.length));
        assertThat(Arrays.copyOfRange(seen, vector.length, vector.length + 3))
                .containsExactly(0xc0, 0xc0, 0xa0 | Backplane.NODE_ID_LENGTH);
        assertThat(Arrays.copyOfRange(seen, vector.length + 3, seen.length))
                .isEqualTo(concat(utf8(node.nodeId()), STAMP_OF_THE_FIRST));
        thread.join();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
