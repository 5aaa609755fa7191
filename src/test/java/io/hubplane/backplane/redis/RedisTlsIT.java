package io.hubplane.backplane.redis;

import static io.hubplane.contract.ReceivedMessages.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.redis.topology.RedisAccessOptions;
import io.hubplane.backplane.redis.topology.RedisAccessOptions.Store;
import io.hubplane.contract.ReceivedMessages;
import io.hubplane.fake.LogCapture;
import io.hubplane.fixture.Certificate;
import io.hubplane.fixture.Ports;
import io.hubplane.fixture.RedisServer;
import io.hubplane.observe.HubObserver;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Redis behind TLS: whom nodes trust, and how they show who they are. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("redis")
class RedisTlsIT {
    private static final Scope ALL = Scope.all("chat");

    @TempDir
    private static Path directory;

    private final int open = Ports.free();
    private final int closed = Ports.free();
    private final RedisNodes nodes = new RedisNodes();
    private Certificate ofRedis;
    private Certificate ofNode;
    private RedisServer redis;
    private RedisServer careful;

    @BeforeAll
    void startRedis() {
        ofRedis = Certificate.make(directory.resolve("redis"), "ip:127.0.0.1");
        ofNode = Certificate.make(directory.resolve("node"), "dns:node.example");
        redis = start(open, "tls-auth-clients no");
        careful = start(closed, "tls-ca-cert-file " + ofNode.certificate());
    }

    private RedisServer start(int port, String more) {
        return RedisServer.start(
                "tls-port " + port,
                "tls-cert-file " + ofRedis.certificate(),
                "tls-key-file " + ofRedis.key(),
                "requirepass secret",
                more);
    }

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    @AfterAll
    void stopRedis() {
        redis.close();
        careful.close();
    }

    private static Store store(Path file) {
        return new Store(file, Certificate.PASSWORD);
    }

    private Backplane node(int port, @Nullable Path trust, @Nullable Path key, HubObserver observer) {
        RedisOptions usual = RedisOptions.of(URI.create("rediss://:secret@127.0.0.1:" + port), "test:");
        return nodes.start(
                new RedisOptions(
                        usual.uri(),
                        usual.channelPrefix(),
                        usual.connectTimeout(),
                        usual.commandTimeout(),
                        usual.pingInterval(),
                        usual.publish(),
                        usual.resend(),
                        new RedisAccessOptions(
                                trust == null ? null : store(trust), key == null ? null : store(key), null, null, 12)),
                BackplaneTrust.WITHOUT_SECRET,
                observer);
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(15, TimeUnit.SECONDS);
    }

    private static void assertReach(Backplane a, Backplane b) throws Exception {
        ReceivedMessages received = new ReceivedMessages();
        await(b.subscribe(ALL, received));
        await(a.publish(ALL, message("hello")));
        assertThat(received.next()).isEqualTo("hello");
    }

    private void assertRefused(int port, @Nullable Path trust, @Nullable Path key, String reason) throws Exception {
        RecordingObserver observer = new RecordingObserver();
        try (LogCapture log = new LogCapture(RedisTlsIT.class)) {
            await(node(port, trust, key, observer).subscribe(ALL, new ReceivedMessages()));
            observer.expect("interrupted");

            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("WARNING Redis at rediss://:***@127.0.0.1:" + port)
                            .contains(
                                    "for receiving", reason, "hubplane.redis.trust-store", "hubplane.redis.key-store"));
        }
    }

    @Test
    void certificateInTheTrustStoreVouchesForRedis() throws Exception {
        Path trust = ofRedis.trustStore();
        assertReach(node(open, trust, null, HubObserver.NONE), node(open, trust, null, HubObserver.NONE));
    }

    @Test
    void certificateThatNobodyVouchesForIsRefused() throws Exception {
        assertRefused(open, null, null, "unable to find valid certification path");
        assertRefused(open, ofNode.trustStore(), null, "PKIX path");
    }

    @Test
    void certificateOfAnotherHostIsRefused() throws Exception {
        Certificate other = Certificate.make(directory.resolve("other"), "dns:redis.example");
        int port = Ports.free();
        try (RedisServer impostor = RedisServer.start(
                "tls-port " + port,
                "tls-cert-file " + other.certificate(),
                "tls-key-file " + other.key(),
                "tls-auth-clients no")) {
            assertThat(impostor.port()).isNotEqualTo(port);
            assertRefused(port, other.trustStore(), null, "No subject alternative names matching IP address");
        }
    }

    @Test
    void nodeShowsItsCertificateWhereRedisWantsOne() throws Exception {
        Path trust = ofRedis.trustStore();
        Path key = ofNode.keyStore();
        assertReach(node(closed, trust, key, HubObserver.NONE), node(closed, trust, key, HubObserver.NONE));
    }

    @Test
    void nodeWithoutACertificateIsRefusedWhereRedisWantsOne() throws Exception {
        assertRefused(closed, ofRedis.trustStore(), null, "cannot agree on TLS");
    }

    @Test
    void trustStoreThatIsReplacedNeedsNoRestart() throws Exception {
        Path trust = directory.resolve("changing.p12");
        Files.copy(ofNode.trustStore(), trust);
        RecordingObserver observer = new RecordingObserver();
        await(node(open, trust, null, observer).subscribe(ALL, new ReceivedMessages()));
        observer.expect("interrupted");

        Files.copy(ofRedis.trustStore(), trust, StandardCopyOption.REPLACE_EXISTING);

        observer.expect("restored");
    }
}
