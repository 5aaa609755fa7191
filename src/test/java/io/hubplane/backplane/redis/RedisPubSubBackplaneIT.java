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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.clients.jedis.Jedis;

/** What every backplane does, and how this one uses Redis while all is well. */
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
