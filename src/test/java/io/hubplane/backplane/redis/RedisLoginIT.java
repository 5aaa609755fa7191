package io.hubplane.backplane.redis;

import static io.hubplane.contract.ReceivedMessages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.Scope;
import io.hubplane.contract.ReceivedMessages;
import io.hubplane.fake.LogCapture;
import io.hubplane.fixture.RedisServer;
import io.hubplane.observe.HubObserver;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;

/** Users, passwords and the rights that a user needs. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("redis")
class RedisLoginIT {
    private static final Scope ALL = Scope.all("chat");

    private RedisServer redis;

    @BeforeAll
    void startRedis() {
        redis = RedisServer.start(
                "requirepass s:e/cret",
                "user hub on >hubpass resetchannels &app:* -@all +publish +subscribe +unsubscribe +ping"
                        + " +pubsub|numsub",
                "user old on >oldpass resetchannels &app:* -@all +publish +subscribe +unsubscribe +ping",
                "user team:hub on >a+b resetchannels &app:* -@all +publish +subscribe +unsubscribe +ping +select",
                "user narrow on >narrow resetchannels &other:* -@all +publish +subscribe +unsubscribe +ping");
    }

    @AfterAll
    void stopRedis() {
        redis.close();
    }

    private static Backplane node(URI uri, HubObserver observer) {
        Backplane node = RedisBackplanes.pubSub(
                RedisOptions.of(uri, "app:"), BackplaneTrust.WITHOUT_SECRET, Thread::new, observer, System::nanoTime);
        node.start();
        return node;
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(15, TimeUnit.SECONDS);
    }

    /** The second user has only the rights that the documentation asks for. */
    @ParameterizedTest
    @ValueSource(strings = {":s%3Ae%2Fcret", "default:s%3Ae%2Fcret", "hub:hubpass"})
    void userWithThePasswordIsLetIn(String login) throws Exception {
        try (Backplane a = node(redis.uri(login), HubObserver.NONE);
                Backplane b = node(URI.create(redis.uri(login) + "/0"), HubObserver.NONE)) {
            ReceivedMessages received = new ReceivedMessages();
            await(b.subscribe(ALL, received));

            await(a.publish(ALL, message("hello")));

            assertThat(received.next()).isEqualTo("hello");
            Scope scope = Scope.node("chat", b.nodeId());
            assertThat(await(a.hasSubscriber(scope))).isFalse();
            await(b.subscribe(scope, received));
            assertThat(await(a.hasSubscriber(scope))).isTrue();
        }
    }

    @Test
    void userWhoMayNotAskWhoHasSubscribedIsLetInAndTheRightIsNamed() throws Exception {
        try (LogCapture log = new LogCapture(RedisLoginIT.class);
                Backplane a = node(redis.uri("old:oldpass"), HubObserver.NONE);
                Backplane b = node(redis.uri("old:oldpass"), HubObserver.NONE)) {
            ReceivedMessages received = new ReceivedMessages();
            Scope scope = Scope.node("chat", b.nodeId());
            await(b.subscribe(scope, received));
            await(b.subscribe(ALL, received));

            assertThatThrownBy(() -> await(a.hasSubscriber(scope)))
                    .hasCauseInstanceOf(BackplaneException.class)
                    .hasMessageContaining("NOPERM");
            await(a.publish(ALL, message("hello")));

            assertThat(received.next()).isEqualTo("hello");
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line).startsWith("WARNING").contains("+pubsub|numsub"));
        }
    }

    @Test
    void userWithAColonIsLetInAndTheDatabaseIsSelected() throws Exception {
        URI uri = URI.create(redis.uri("team%3Ahub:a+b") + "/3");
        try (Jedis admin = new Jedis(redis.uri(":s%3Ae%2Fcret"));
                Backplane node = node(uri, HubObserver.NONE)) {
            await(node.subscribe(ALL, new ReceivedMessages()));

            assertThat(admin.clientList().lines())
                    .anySatisfy(client -> assertThat(client).contains(" db=3 ", " user=team:hub "));
        }
    }

    /** Servers before Redis 6, and some that are made like it, know no {@code HELLO}. */
    @Test
    void serverThatRefusesHelloIsNotAskedForIt() throws Exception {
        try (RedisServer old = RedisServer.start("requirepass secret", "rename-command HELLO \"\"");
                Backplane a = node(old.uri(":secret"), HubObserver.NONE);
                Backplane b = node(old.uri(":secret"), HubObserver.NONE)) {
            ReceivedMessages received = new ReceivedMessages();
            await(b.subscribe(ALL, received));

            await(a.publish(ALL, message("hello")));

            assertThat(received.next()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {":wrongpass", "hub:wrongpass", "nobody:wrongpass"})
    void wrongPasswordIsAnErrorThatNamesTheKeyAndHidesThePassword(String login) throws Exception {
        assertRefused(redis.uri(login), "WRONGPASS");
    }

    @Test
    void missingPasswordIsAnErrorThatNamesTheKey() throws Exception {
        assertRefused(redis.uri(), "NOAUTH");
    }

    @Test
    void missingRightIsAnErrorThatNamesTheKey() throws Exception {
        assertRefused(redis.uri("narrow:narrow"), "NOPERM");
    }

    private static void assertRefused(URI uri, String answer) throws Exception {
        RecordingObserver observer = new RecordingObserver();
        try (LogCapture log = new LogCapture(RedisLoginIT.class);
                Backplane node = node(uri, observer)) {
            await(node.subscribe(ALL, new ReceivedMessages()));
            observer.expect("interrupted");

            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("SEVERE Redis at redis://")
                            .contains("refuses receiving (" + answer, "hubplane.redis.uri"))
                    .noneSatisfy(line -> assertThat(line).contains("wrongpass"));
        }
    }

    @Test
    void passwordThatIsRightLaterIsTakenWithoutRestart() throws Exception {
        RecordingObserver observer = new RecordingObserver();
        try (Jedis admin = new Jedis(redis.uri(":s%3Ae%2Fcret"));
                Backplane node = node(redis.uri("late:latepass"), observer)) {
            await(node.subscribe(ALL, new ReceivedMessages()));
            observer.expect("interrupted");

            admin.aclSetUser("late", "on", ">latepass", "&*", "+@all");

            observer.expect("restored");
        }
    }
}
