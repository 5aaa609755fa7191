package io.hubplane.serverconfig;

import static io.hubplane.contract.ReceivedMessages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.redis.RedisBackplanes;
import io.hubplane.backplane.redis.RedisOptions;
import io.hubplane.contract.ReceivedMessages;
import io.hubplane.fixture.Ports;
import io.hubplane.fixture.RedisServer;
import io.hubplane.observe.HubObserver;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;

@Timeout(60)
class RedisConfigurationIT {
    private static final String PREFIX = "HubplaneChat:";
    private static final String PASSWORD = ":change-me";
    private static final String NODES_USER = "hubplane:change-me-too";

    private static RedisServer withPassword;
    private static RedisServer withUsers;

    @BeforeAll
    static void start() {
        int port = Ports.free();
        withPassword = RedisServer.start(port, "include " + ShippedFile.of("redis/redis.conf"), "port " + port);
        int otherPort = Ports.free();
        withUsers = RedisServer.start(
                otherPort,
                "include " + ShippedFile.of("redis/redis.conf"),
                "aclfile " + ShippedFile.of("redis/users.acl"),
                "port " + otherPort);
    }

    @AfterAll
    static void stop() {
        withPassword.close();
        withUsers.close();
    }

    @Test
    void nodesReachEachOtherWithThePassword() throws Exception {
        assertNodesReachEachOther(withPassword.uri(PASSWORD));
    }

    @Test
    void withoutThePasswordNobodyIsLetIn() {
        try (Jedis jedis = new Jedis(withPassword.uri())) {
            assertThatThrownBy(jedis::ping)
                    .isInstanceOf(JedisDataException.class)
                    .hasMessageContaining("NOAUTH");
        }
    }

    @Test
    void nodesReachEachOtherAsTheirOwnUser() throws Exception {
        assertNodesReachEachOther(withUsers.uri(NODES_USER));
    }

    @Test
    void administratorMayWatchAllChannelsWhereThereAreUsers() {
        try (Jedis jedis = new Jedis(withUsers.uri(PASSWORD))) {
            assertThat(jedis.pubsubChannels()).isNotNull();
            assertThat(jedis.aclWhoAmI()).isEqualTo("default");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void nodesUserMayNot(String what, Consumer<Jedis> attempt) {
        try (Jedis jedis = new Jedis(withUsers.uri(NODES_USER))) {
            assertThat(jedis.publish(PREFIX + "channel", "")).isZero();

            assertThatThrownBy(() -> attempt.accept(jedis)).isInstanceOf(JedisAccessControlException.class);
        }
    }

    static Stream<Arguments> nodesUserMayNot() {
        return Stream.of(
                attempt("publish elsewhere", jedis -> jedis.publish("Other:channel", "")),
                attempt("subscribe elsewhere", jedis -> jedis.subscribe(new JedisPubSub() {}, "Other:channel")),
                attempt("listen to everything", jedis -> jedis.psubscribe(new JedisPubSub() {}, "*")),
                attempt("list what others subscribe to", Jedis::pubsubChannels),
                attempt("read keys", jedis -> jedis.get("key")),
                attempt("write keys", jedis -> jedis.set("key", "value")),
                attempt("read the configuration", jedis -> jedis.configGet("*")),
                attempt("read the users", Jedis::aclList));
    }

    private static Arguments attempt(String what, Consumer<Jedis> attempt) {
        return Arguments.of(what, attempt);
    }

    static void assertNodesReachEachOther(URI uri) throws Exception {
        Scope scope = Scope.group("io.hubplane.sample.chat.ChatHub", "lunch");
        try (Backplane here = node(uri);
                Backplane there = node(uri)) {
            ReceivedMessages received = new ReceivedMessages();
            await(there.subscribe(scope, received));

            await(here.publish(scope, message("hello")));

            assertThat(received.next()).isEqualTo("hello");
            Scope nobody = Scope.node(scope.hub(), there.nodeId());
            assertThat(await(here.hasSubscriber(nobody))).isFalse();
        }
    }

    private static Backplane node(URI uri) {
        Backplane node = RedisBackplanes.pubSub(
                RedisOptions.of(uri, PREFIX),
                BackplaneTrust.WITHOUT_SECRET,
                Thread::new,
                HubObserver.NONE,
                System::nanoTime);
        node.start();
        return node;
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(15, TimeUnit.SECONDS);
    }
}
