package io.hubplane.backplane.redis;

import static io.hubplane.contract.ReceivedMessages.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneMessage.Send;
import io.hubplane.backplane.BackplaneSecret;
import io.hubplane.backplane.BackplaneSubscriber;
import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.UnsignedMessages;
import io.hubplane.backplane.sequence.ResendOptions;
import io.hubplane.fixture.RedisServer;
import io.hubplane.fixture.TcpProxy;
import io.hubplane.observe.HubObserver;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.args.ClientPauseMode;

/** Messages that are lost on the way through Redis are fetched again: under load, in order, each message once. */
@Timeout(120)
@Tag("redis")
class RecoveryIT {
    private static final Scope ALL = Scope.all("chat");
    private static final Scope ROOM = Scope.group("chat", "room");
    private static final BackplaneTrust SIGNED = new BackplaneTrust(BackplaneSecret.random(), UnsignedMessages.REFUSE);

    private final RedisServer redis = RedisServer.start();
    private final RedisNodes nodes = new RedisNodes();
    private final AtomicLong missing = new AtomicLong();
    private final AtomicLong recovered = new AtomicLong();
    private final AtomicLong restored = new AtomicLong();

    @AfterEach
    void close() {
        nodes.close();
        redis.close();
    }

    private Backplane node(URI uri, Duration pingInterval, ResendOptions resend) {
        RedisOptions options = new RedisOptions(
                uri,
                "test:",
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                pingInterval,
                PublishOptions.DEFAULTS,
                resend);
        HubObserver observer = new HubObserver() {
            @Override
            public void backplaneGap(String channel, long lost) {
                missing.addAndGet(lost);
            }

            @Override
            public void backplaneRecovered(String channel, long messages) {
                recovered.addAndGet(messages);
            }

            @Override
            public void backplaneRestored() {
                restored.incrementAndGet();
            }
        };
        return nodes.start(options, SIGNED, observer);
    }

    private Backplane node() {
        return node(redis.uri(), Duration.ofMillis(500), ResendOptions.DEFAULTS);
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(15, TimeUnit.SECONDS);
    }

    /** The numbers that one node received from another, over both scopes. */
    private static final class Audit implements BackplaneSubscriber {
        private final List<Integer> received = new ArrayList<>();

        @Override
        public synchronized void received(Scope scope, byte[] message) {
            byte[] text = ((Send) BackplaneCodec.decode(scope.kind(), message))
                    .encodings()
                    .get("text");
            received.add(Integer.parseInt(new String(Objects.requireNonNull(text), StandardCharsets.UTF_8)));
            notifyAll();
        }

        synchronized List<Integer> until(int last) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!received.contains(last) && System.nanoTime() - deadline < 0) {
                TimeUnit.MILLISECONDS.timedWait(this, 100);
            }
            return List.copyOf(received);
        }
    }

    private Audit audit(Backplane node) throws Exception {
        Audit audit = new Audit();
        await(node.subscribe(ALL, audit));
        await(node.subscribe(ROOM, audit));
        return audit;
    }

    private interface Fault {
        void happen() throws Exception;
    }

    /** Two nodes send to each other, to all and to a room in turn, while something happens. */
    private void exchange(Backplane a, Backplane b, Fault fault) throws Exception {
        exchange(a, b, true, fault);
    }

    /**
     * Two nodes send to each other while something happens.
     *
     * @param across whether the order is kept across channels; if not, only on each one
     */
    private void exchange(Backplane a, Backplane b, boolean across, Fault fault) throws Exception {
        Audit atA = audit(a);
        Audit atB = audit(b);
        AtomicBoolean ending = new AtomicBoolean();
        int[] sent = new int[1];
        Thread load = new Thread(() -> {
            // Numbered messages, as evenly as a busy machine allows.
            while (!ending.get()) {
                int number = ++sent[0];
                Scope scope = number % 2 == 0 ? ALL : ROOM;
                a.publish(scope, message(Integer.toString(number)));
                b.publish(scope, message(Integer.toString(number)));
                try {
                    TimeUnit.MILLISECONDS.sleep(1);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        load.start();
        while (atA.until(10).isEmpty() || atB.until(10).isEmpty()) {
            Thread.onSpinWait();
        }

        fault.happen();

        ending.set(true);
        load.join();
        int last = ++sent[0];
        await(a.publish(ALL, message(Integer.toString(last))));
        await(b.publish(ALL, message(Integer.toString(last))));
        assertInOrder("at a", atA.until(last), last, across);
        assertInOrder("at b", atB.until(last), last, across);
    }

    private void assertInOrder(String where, List<Integer> received, int last, boolean across) {
        assertThat(received).as(where).doesNotHaveDuplicates();
        if (across) {
            assertThat(received).as(where).isSorted();
        }
        for (int scope = 0; scope < 2; scope++) {
            int channel = scope;
            assertThat(received.stream().filter(number -> number % 2 == channel || number == last))
                    .as(where)
                    .isSorted();
        }
        assertThat(last - received.size())
                .as("missing %s, recovered %d", where, recovered.get())
                .isLessThanOrEqualTo((int) missing.get());
    }

    private void kill(String type) {
        try (Jedis jedis = new Jedis(redis.uri())) {
            jedis.sendCommand(Protocol.Command.CLIENT, "KILL", "TYPE", type);
        }
    }

    private void awaitRestored(long times) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (restored.get() < times) {
            assertThat(System.nanoTime() - deadline).as("restored within 20 s").isNegative();
            Thread.onSpinWait();
        }
    }

    @Test
    void killedSubscriptionsLoseNothing() throws Exception {
        exchange(node(), node(), () -> {
            for (int i = 1; i <= 20; i++) {
                kill("pubsub");
                awaitRestored(2L * i);
                TimeUnit.MILLISECONDS.sleep(300); // all that was lost has come again
            }
        });

        assertThat(missing).hasValue(0);
        assertThat(recovered).hasPositiveValue();
    }

    @Test
    void killedConnectionsOfBothKindsLoseNothing() throws Exception {
        exchange(node(), node(), () -> {
            for (int i = 1; i <= 10; i++) {
                kill("normal");
                kill("pubsub");
                awaitRestored(2L * i);
                TimeUnit.MILLISECONDS.sleep(300); // all that was lost has come again
            }
        });

        assertThat(missing).hasValue(0);
    }

    @Test
    void subscriptionsKilledAgainWhileTheyRecoverLoseNothing() throws Exception {
        exchange(node(), node(), false, () -> {
            for (int i = 0; i < 100; i++) {
                kill("pubsub");
                TimeUnit.MILLISECONDS.sleep(5); // somewhere within the recovery that the previous one has begun
            }
            awaitRestored(2);
        });

        assertThat(missing).hasValue(0);
    }

    @Test
    void restartOfRedisLosesNothing() throws Exception {
        exchange(node(), node(), () -> {
            redis.kill();
            TimeUnit.SECONDS.sleep(3); // as long as the outage lasts
            redis.restart();
            awaitRestored(2);
        });

        assertThat(missing).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 3000})
    void redisThatStandsStillLosesNothing(int pingMillis) throws Exception {
        Duration ping = Duration.ofMillis(pingMillis);
        Backplane a = node(redis.uri(), ping, ResendOptions.DEFAULTS);
        Backplane b = node(redis.uri(), ping, ResendOptions.DEFAULTS);
        exchange(a, b, () -> {
            redis.suspend();
            TimeUnit.SECONDS.sleep(5); // as long as it is paused
            redis.resume();
        });

        assertThat(missing).hasValue(0);
    }

    @Test
    void redisThatPausesLosesNothing() throws Exception {
        exchange(node(), node(), () -> {
            try (Jedis jedis = new Jedis(redis.uri())) {
                jedis.clientPause(3000, ClientPauseMode.ALL);
            }
            TimeUnit.SECONDS.sleep(3); // as long as the pause lasts
        });

        assertThat(missing).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void linkThatIsSilentInOneDirectionLosesNothing(boolean toRedis) throws Exception {
        try (TcpProxy proxy = TcpProxy.to(redis.port())) {
            URI link = URI.create("redis://127.0.0.1:" + proxy.port());
            exchange(node(), node(link, Duration.ofMillis(500), ResendOptions.DEFAULTS), () -> {
                if (toRedis) {
                    proxy.holdBackToServer();
                    TimeUnit.SECONDS.sleep(3); // as long as the silence lasts
                } else {
                    proxy.holdBackToClients();
                    awaitRestored(1);
                }
                proxy.letThrough();
            });
        }

        assertThat(missing).hasValue(0);
    }

    /** No later message shows that it was lost. Repeated so often that each node is sometimes back before the other. */
    @RepeatedTest(10)
    void lastMessageOfAQuietChannelIsFetched() throws Exception {
        Backplane a = node();
        Backplane b = node();
        Audit atB = audit(b);
        await(a.subscribe(Scope.node("chat", a.nodeId()), new Audit()));
        await(a.publish(ALL, message("1")));
        assertThat(atB.until(1)).containsExactly(1);

        loseWhileSubscribed(a);

        assertThat(atB.until(3)).containsExactly(1, 2, 3);
        assertThat(missing).hasValue(0);
    }

    @Test
    void whatItsNodeDoesNotKeepIsReported() throws Exception {
        Backplane a = node(redis.uri(), Duration.ofMillis(500), new ResendOptions(1, Duration.ofSeconds(1)));
        Backplane b = node();
        Audit atB = audit(b);
        await(a.subscribe(Scope.node("chat", a.nodeId()), new Audit()));
        await(a.publish(ALL, message("1")));
        assertThat(atB.until(1)).containsExactly(1);

        loseWhileSubscribed(a);
        awaitRestored(2);
        await(a.publish(ALL, message("4")));

        List<Integer> received = atB.until(4);
        assertThat(received).startsWith(1).endsWith(4).hasSizeBetween(2, 3);
        assertThat(missing).hasValue(4 - received.size());
    }

    /** Sends two messages that Redis already has when it kills the subscriptions, and delivers right after that. */
    private void loseWhileSubscribed(Backplane from) throws Exception {
        List<CompletionStage<Void>> taken = new ArrayList<>();
        try (Jedis jedis = new Jedis(redis.uri());
                AbstractPipeline pipeline = jedis.pipelined()) {
            jedis.clientPause(10_000, ClientPauseMode.WRITE);
            taken.add(from.publish(ALL, message("2")));
            taken.add(from.publish(ALL, message("3")));
            while (jedis.clientList().lines().noneMatch(client -> client.contains(" flags=b"))) {
                Thread.onSpinWait();
            }
            pipeline.sendCommand(Protocol.Command.CLIENT, "KILL", "TYPE", "pubsub");
            pipeline.sendCommand(Protocol.Command.CLIENT, "UNPAUSE");
            pipeline.sync();
        }
        for (CompletionStage<Void> each : taken) {
            await(each);
        }
    }
}
