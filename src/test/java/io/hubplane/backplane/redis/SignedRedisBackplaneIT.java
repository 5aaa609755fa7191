package io.hubplane.backplane.redis;

import static io.hubplane.contract.ReceivedMessages.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.backplane.BackplaneMessage.ForwardedHttpRequest;
import io.hubplane.backplane.BackplaneMessage.GroupAction;
import io.hubplane.backplane.BackplaneMessage.GroupCommand;
import io.hubplane.backplane.BackplaneSecret;
import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.ClusterEnvelope;
import io.hubplane.backplane.MessageSeal;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.UnsignedMessages;
import io.hubplane.contract.CommandCarrierContract;
import io.hubplane.contract.ReceivedMessages;
import io.hubplane.fake.LogCapture;
import io.hubplane.fixture.RedisServer;
import io.hubplane.observe.HubObserver;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.clients.jedis.Jedis;

/**
 * What every backplane must do, with signed messages; and what an attacker can do who writes to Redis but has no
 * secret.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("redis")
class SignedRedisBackplaneIT extends CommandCarrierContract {
    private static final BackplaneMessage COMMAND = new GroupCommand(1, "evil", GroupAction.ADD, "admins", "C");
    private static final BackplaneMessage FORWARDED = new ForwardedHttpRequest(
            1,
            "evil",
            "POST",
            new byte[16],
            "admin",
            Set.of("admin"),
            null,
            "",
            "call".getBytes(StandardCharsets.UTF_8),
            false);

    private final BackplaneSecret secret = BackplaneSecret.of("the-secret-of-this-farm-0123456789");
    private final AtomicInteger refused = new AtomicInteger();
    private RedisServer redis;

    @BeforeAll
    void startRedis() {
        redis = RedisServer.start();
    }

    @AfterAll
    void stopRedis() {
        redis.close();
    }

    private Backplane newNode(BackplaneTrust trust) {
        HubObserver observer = new HubObserver() {
            @Override
            public void backplaneRefused(String channel) {
                refused.incrementAndGet();
            }
        };
        return RedisBackplanes.pubSub(
                RedisOptions.of(redis.uri(), "test:"), trust, Thread::new, observer, System::nanoTime);
    }

    @Override
    protected Backplane newNode() {
        return newNode(new BackplaneTrust(secret, UnsignedMessages.REFUSE));
    }

    private static String channel(Backplane node) {
        return new RedisChannels("test:").of(Scope.node("chat", node.nodeId()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] signed(BackplaneMessage message, BackplaneSecret by, String channel) {
        byte[] bytes = BackplaneCodec.encodeForNode(message);
        new MessageSeal(new BackplaneTrust(by, UnsignedMessages.REFUSE)).stamp(utf8(channel), bytes, "evilevilevil", 1);
        return bytes;
    }

    @Test
    void forgedSignOfLifeIsNotHeard() throws Exception {
        Backplane node = node();
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        await(node.subscribe(
                Scope.heartbeats(),
                (scope, message) -> heard.add(new String(ClusterEnvelope.open(message), StandardCharsets.UTF_8))));
        int before = refused.get();
        try (Jedis evil = new Jedis(redis.uri())) {
            evil.publish(utf8("test:hubplane:nodes"), ClusterEnvelope.close(utf8("forged")));
        }
        await(node.publish(Scope.heartbeats(), ClusterEnvelope.close(utf8("genuine"))));

        assertThat(heard.poll(15, TimeUnit.SECONDS)).isEqualTo("genuine");
        assertThat(refused.get()).isEqualTo(before + 1);
    }

    @Test
    void forgedForwardOrCommandDoesNotArrive() throws Exception {
        Backplane node = node();
        ReceivedMessages received = new ReceivedMessages();
        await(node.subscribe(Scope.node("chat", node.nodeId()), received));
        String channel = channel(node);
        int before = refused.get();
        try (Jedis evil = new Jedis(redis.uri())) {
            for (BackplaneMessage forged : new BackplaneMessage[] {COMMAND, FORWARDED}) {
                evil.publish(utf8(channel), BackplaneCodec.encodeForNode(forged)); // not signed
                evil.publish(utf8(channel), signed(forged, BackplaneSecret.random(), channel));
                evil.publish(utf8(channel), signed(forged, secret, channel + "x")); // recorded on another channel
            }
            evil.publish(utf8(channel), signed(COMMAND, secret, channel)); // by a node that knows the secret
        }

        assertThat(received.nextMessage()).isEqualTo(COMMAND);
        assertThat(received.isEmpty()).isTrue();
        assertThat(refused.get() - before).isEqualTo(6);
    }

    @Test
    void falseSignaturesAreLoggedOnceAMinuteWithTheChannel() throws Exception {
        try (LogCapture log = new LogCapture(RefusalLog.class)) {
            Backplane node = node();
            Backplane stranger = newNode(new BackplaneTrust(BackplaneSecret.random(), UnsignedMessages.REFUSE));
            try (stranger) {
                stranger.start();
                ReceivedMessages received = new ReceivedMessages();
                await(node.subscribe(ALL, received));
                await(node.subscribe(END, received));
                await(stranger.publish(ALL, message("one")));
                await(stranger.publish(ALL, message("two")));
                await(node().publish(END, message("end")));
                assertThat(received.next()).isEqualTo("end");
            }
            assertThat(log.lines()).singleElement().asString().contains("test:chat:all", "hubplane.backplane.secret");
        }
    }

    @Test
    void withoutASecretOnlyDeliveriesArrive() throws Exception {
        Backplane node = newNode(BackplaneTrust.WITHOUT_SECRET);
        try (node) {
            node.start();
            assertThat(node.carriesCommands()).isFalse();
            ReceivedMessages received = new ReceivedMessages();
            await(node.subscribe(Scope.node("chat", node.nodeId()), received));
            await(node.subscribe(ALL, received));
            try (Jedis evil = new Jedis(redis.uri())) {
                evil.publish(utf8(channel(node)), BackplaneCodec.encodeForNode(COMMAND));
                evil.publish(utf8(channel(node)), BackplaneCodec.encodeForNode(FORWARDED));
                evil.publish(utf8("test:chat:all"), message("delivered"));
            }

            assertThat(received.next()).isEqualTo("delivered");
            assertThat(received.isEmpty()).isTrue();
        }
    }
}
