package io.hubplane.backplane.redis;

import static io.hubplane.contract.ReceivedMessages.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.Scope;
import io.hubplane.contract.BackplaneContract;
import io.hubplane.contract.ReceivedMessages;
import io.hubplane.fixture.RedisServer;
import io.hubplane.observe.HubObserver;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisMonitor;
import redis.clients.jedis.exceptions.JedisException;

/** What every backplane must do, and how this one uses Redis while nothing fails. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("redis")
class RedisPubSubBackplaneIT extends BackplaneContract {
    private RedisServer redis;

    @BeforeAll
    void startRedis() {
        redis = RedisServer.start();
    }

    @AfterAll
    void stopRedis() {
        redis.close();
    }

    @Override
    protected Backplane newNode() {
        return RedisBackplanes.pubSub(
                RedisOptions.of(redis.uri(), "test:"),
                BackplaneTrust.WITHOUT_SECRET,
                Thread::new,
                HubObserver.NONE,
                System::nanoTime);
    }

    private List<String> channels() {
        try (Jedis jedis = new Jedis(redis.uri())) {
            return jedis.pubsubChannels("test:chat:*");
        }
    }

    @Test
    void redisKnowsAChannelOnlyWhileItIsSubscribed() throws Exception {
        Backplane a = node();
        Backplane b = node();
        assertThat(channels()).isEmpty();

        await(a.subscribe(ALL, new ReceivedMessages()));
        await(b.subscribe(ALL, new ReceivedMessages()));
        await(b.subscribe(END, new ReceivedMessages()));
        assertThat(channels()).containsExactlyInAnyOrder("test:chat:all", "test:chat:group:end");

        await(b.unsubscribe(END));
        await(b.unsubscribe(ALL));
        assertThat(channels()).containsExactly("test:chat:all");

        a.close();
        assertThat(channels()).isEmpty();
    }

    @Test
    void nodesOfAnotherPrefixAreNotReached() throws Exception {
        Backplane other = RedisBackplanes.pubSub(
                RedisOptions.of(redis.uri(), "other:"),
                BackplaneTrust.WITHOUT_SECRET,
                Thread::new,
                HubObserver.NONE,
                System::nanoTime);
        try (other) {
            other.start();
            Backplane node = node();
            Scope scope = Scope.node("chat", other.nodeId());
            ReceivedMessages received = new ReceivedMessages();
            await(other.subscribe(ALL, received));
            await(other.subscribe(scope, received));

            await(node.publish(ALL, message("x")));

            assertThat(await(node.hasSubscriber(scope))).isFalse();
            assertThat(received.isEmpty()).isTrue();
        }
    }

    @Test
    void messageCostsOneCommandAndAsksNothing() throws Exception {
        Backplane a = node();
        await(a.publish(ALL, message("x")));
        long published = calls("publish");
        long asked = calls("pubsub\\|numsub");

        for (int i = 0; i < 100; i++) {
            await(a.publish(group(i), message("x")));
        }

        assertThat(calls("publish") - published).isEqualTo(100);
        assertThat(calls("pubsub\\|numsub")).isEqualTo(asked);
    }

    @Test
    void questionsAboutOneNodeAreOneCommandForEachPipeline() throws Exception {
        Backplane a = node();
        Scope scope = Scope.node("chat", "nobody");
        assertThat(await(a.hasSubscriber(scope))).isFalse();
        long asked = calls("pubsub\\|numsub");
        List<CompletionStage<Boolean>> answers = new ArrayList<>();

        redis.suspend();
        try {
            for (int i = 0; i < 1000; i++) {
                answers.add(a.hasSubscriber(scope));
                a.publish(scope, message("x"));
            }
        } finally {
            redis.resume();
        }

        for (CompletionStage<Boolean> answer : answers) {
            assertThat(await(answer)).isFalse();
        }
        assertThat(calls("pubsub\\|numsub") - asked)
                .as("those of the pipeline under way, and all others")
                .isBetween(1L, 2L);
    }

    @Test
    void questionsGoBeforeTheMessagesOfTheirPipeline() throws Exception {
        Backplane a = node();
        try (CommandLog log = new CommandLog(redis.uri())) {
            List<CompletionStage<Void>> taken = new ArrayList<>();
            redis.suspend(); // so that many make one pipeline
            try {
                for (int i = 0; i < 100; i++) {
                    CompletionStage<Boolean> unused = a.hasSubscriber(Scope.node("chat", "number " + i));
                    taken.add(a.publish(group(i), message("x")));
                }
            } finally {
                redis.resume();
            }
            for (CompletionStage<Void> each : taken) {
                await(each);
            }

            List<String> commands = log.until("\"PUBLISH\" \"test:chat:group:group 99\"");
            for (int i = 0; i < 100; i++) {
                int asked = indexOf(commands, "\"NUMSUB\"", ":node:number " + i + "\"");
                int published = indexOf(commands, "\"PUBLISH\"", ":group:group " + i + "\"");
                assertThat(asked).as("question %d", i).isNotNegative().isLessThan(published);
            }
        }
    }

    private static int indexOf(List<String> commands, String name, String channel) {
        return IntStream.range(0, commands.size())
                .filter(i -> commands.get(i).contains(name) && commands.get(i).contains(channel))
                .findFirst()
                .orElse(-1);
    }

    /** The commands that Redis carries out, in order. */
    private static final class CommandLog extends JedisMonitor implements AutoCloseable {
        private final BlockingQueue<String> commands = new LinkedBlockingQueue<>();
        private final Jedis jedis;

        CommandLog(URI redis) throws InterruptedException {
            jedis = new Jedis(redis);
            Thread thread = new Thread(this::watch, "command log");
            thread.start();
            try (Jedis other = new Jedis(redis)) {
                do {
                    other.echo("begin"); // Redis does not report when it begins to log
                } while (commands.poll(10, TimeUnit.MILLISECONDS) == null);
            }
        }

        private void watch() {
            try {
                jedis.monitor(this);
            } catch (JedisException e) {
                // It was closed.
            }
        }

        @Override
        public void onCommand(String command) {
            commands.add(command);
        }

        List<String> until(String last) throws InterruptedException {
            List<String> all = new ArrayList<>();
            while (all.isEmpty() || !all.get(all.size() - 1).contains(last)) {
                String next = commands.poll(15, TimeUnit.SECONDS);
                assertThat(next).as("a command within 15 s").isNotNull();
                all.add(next);
            }
            return all;
        }

        @Override
        public void close() {
            jedis.close();
        }
    }

    private long calls(String command) {
        try (Jedis jedis = new Jedis(redis.uri())) {
            Matcher calls =
                    Pattern.compile("cmdstat_" + command + ":calls=(\\d+)").matcher(jedis.info("commandstats"));
            return calls.find() ? Long.parseLong(calls.group(1)) : 0;
        }
    }

    @Test
    void connectionsHaveNamesAnOperatorRecognises() throws Exception {
        Backplane a = node();
        await(a.subscribe(ALL, new ReceivedMessages()));
        await(a.publish(ALL, message("x")));

        try (Jedis jedis = new Jedis(redis.uri())) {
            assertThat(jedis.clientList())
                    .contains("name=hubplane-publish-" + a.nodeId(), "name=hubplane-subscribe-" + a.nodeId());
        }
    }

    @Test
    void closeLeavesNoThreadAndNoConnection() throws Exception {
        Backplane a = newNode();
        a.start();
        await(a.subscribe(ALL, new ReceivedMessages()));
        await(a.publish(ALL, message("x")));
        assertThat(threadsOf(a)).hasSize(3);

        a.close();

        assertThat(threadsOf(a)).isEmpty();
        try (Jedis jedis = new Jedis(redis.uri())) {
            assertThat(jedis.clientList()).doesNotContain(a.nodeId());
        }
    }

    @Test
    void nodeThatWasNeverStartedCloses() {
        newNode().close();
    }

    @Test
    void subscriptionsOfManyThreadsAllBecomeLive() throws Exception {
        Backplane a = node();
        Backplane b = node();
        ReceivedMessages atB = new ReceivedMessages();
        int groups = 2000;
        List<?> live = IntStream.range(0, groups).parallel().mapToObj(i -> b.subscribe(group(i), atB)).toList().stream()
                .map(stage -> stage.toCompletableFuture().join())
                .toList();
        assertThat(live).hasSize(groups);

        IntStream.range(0, groups).forEach(i -> a.publish(group(i), message("x")));

        for (int i = 0; i < groups; i++) {
            assertThat(atB.next()).isEqualTo("x");
        }
    }

    private static Scope group(int number) {
        return Scope.group("chat", "group " + number);
    }

    static List<String> threadsOf(Backplane node) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.endsWith(node.nodeId()))
                .toList();
    }
}
