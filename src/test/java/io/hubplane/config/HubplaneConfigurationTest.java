package io.hubplane.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.UnsignedMessages;
import io.hubplane.backplane.redis.PublishOptions;
import io.hubplane.backplane.redis.RedisOptions;
import io.hubplane.backplane.redis.topology.RedisAccessOptions;
import io.hubplane.backplane.redis.topology.RedisAccessOptions.Store;
import io.hubplane.backplane.sequence.ResendOptions;
import io.hubplane.connection.ConnectionOptions;
import io.hubplane.connection.TimeoutOptions;
import io.hubplane.connection.outbound.OutboundOptions;
import io.hubplane.connection.outbound.OverflowPolicy;
import io.hubplane.connection.shutdown.DrainOptions;
import io.hubplane.connection.shutdown.ShutdownOptions;
import io.hubplane.dispatch.DispatchOptions;
import io.hubplane.fixture.Certificate;
import io.hubplane.lifetime.routing.FarmOptions;
import io.hubplane.protocol.messagepack.MessagePackOptions.Names;
import io.hubplane.transport.TransportType;
import io.hubplane.transport.http.HttpOptions;
import io.hubplane.transport.http.NodePostOptions;
import io.hubplane.transport.http.PostOptions;
import io.hubplane.transport.http.access.FrontDoorOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubplaneConfigurationTest {
    private static final String SECRET = "a-secret-of-at-least-32-characters";

    @TempDir
    private static Path directory;

    private static Certificate certificate;

    @BeforeAll
    static void makeCertificate() {
        certificate = Certificate.make(directory, "dns:redis.example");
    }

    private static HubplaneConfiguration with(String key, String value) {
        return HubplaneConfiguration.of(Map.of("hubplane." + key, value));
    }

    private static void assertRefused(String key, String value, String allowed) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> with(key, value))
                .withMessage("The configuration of Hubplane is wrong:\n  hubplane." + key + " is \"" + value
                        + "\"; allowed is " + allowed + ".");
    }

    @Test
    void withoutSettingsTheDefaultsHold() {
        HubplaneConfiguration configuration = HubplaneConfiguration.of(Map.of());

        assertThat(configuration.redis()).isEmpty();
        assertThat(configuration.interopWithAspNetCore()).isFalse();
        assertThat(configuration.hub("/chat").connection()).isEqualTo(ConnectionOptions.DEFAULTS);
        assertThat(configuration.hub("/chat").dispatch()).isEqualTo(DispatchOptions.DEFAULTS);
        assertThat(configuration.hub("/chat").http()).isEqualTo(HttpOptions.DEFAULTS);
        assertThat(configuration.frontDoor()).isEqualTo(FrontDoorOptions.DEFAULTS);
        assertThat(configuration.dispatchThreads()).isEqualTo(64);
        assertThat(configuration.farm()).isEqualTo(FarmOptions.DEFAULTS);
        assertThat(configuration.shutdown()).isEqualTo(ShutdownOptions.DEFAULTS);
        assertThat(configuration.drain()).isEqualTo(DrainOptions.DEFAULTS);
    }

    @Test
    void redisNeedsOnlyItsAddress() {
        assertThat(with("redis.uri", "redis://localhost:6379").redis())
                .contains(RedisOptions.of(URI.create("redis://localhost:6379"), ""));
    }

    @Test
    void shutdownMayTakeNoTime() {
        assertThat(with("shutdown.delay", "0s").shutdown().delay()).isZero();
        assertRefused("shutdown.delay", "2h", "a duration from 0s to 1 h, written as 500ms, 15s, 2m or PT15S");
        assertRefused("shutdown.spread", "-1s", "a duration from 0s to 1 h, written as 500ms, 15s, 2m or PT15S");
    }

    @Test
    void everySettingReachesItsOption() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("hubplane.node.name", "node-1");
        settings.put("hubplane.redis.uri", "rediss+sentinel://user:pa%40ss@redis.example:6380/3?master=farm");
        settings.put("hubplane.redis.trust-store", certificate.trustStore().toString());
        settings.put("hubplane.redis.trust-store-password", Certificate.PASSWORD);
        settings.put("hubplane.redis.key-store", certificate.keyStore().toString());
        settings.put("hubplane.redis.key-store-password", Certificate.PASSWORD);
        settings.put("hubplane.redis.sentinel-user", "of-sentinels");
        settings.put("hubplane.redis.sentinel-password", "for-sentinels");
        settings.put("hubplane.redis.cluster-partitions", "5");
        settings.put("hubplane.redis.channel-prefix", "Chat");
        settings.put("hubplane.redis.interop", "aspnetcore");
        settings.put("hubplane.redis.connect-timeout", "1s");
        settings.put("hubplane.redis.command-timeout", "2m");
        settings.put("hubplane.redis.ping-interval", "500ms");
        settings.put("hubplane.redis.publish-queue-messages", "7");
        settings.put("hubplane.redis.publish-queue-bytes", "7000");
        settings.put("hubplane.redis.outage-buffer", "9000");
        settings.put("hubplane.redis.outage-time", "9s");
        settings.put("hubplane.redis.resend-buffer", "9001");
        settings.put("hubplane.redis.resend-time", "8s");
        settings.put("hubplane.backplane.secret", SECRET);
        settings.put("hubplane.backplane.unsigned", "accept");
        settings.put("hubplane.backplane.acknowledgement-timeout", "PT8S");
        settings.put("hubplane.forwarding.maximum-requests", "22");
        settings.put("hubplane.forwarding.maximum-requests-per-address", "21");
        settings.put("hubplane.forwarding.maximum-bytes", "23");
        settings.put("hubplane.shutdown.delay", "22s");
        settings.put("hubplane.shutdown.spread", "23s");
        settings.put("hubplane.drain.spread", "24s");
        settings.put("hubplane.drain.timeout", "25s");
        settings.put("hubplane.handshake-timeout", "11s");
        settings.put("hubplane.keep-alive-interval", "12s");
        settings.put("hubplane.client-timeout-interval", "13s");
        settings.put("hubplane.disconnect-timeout", "14s");
        settings.put("hubplane.transport-send-timeout", "15s");
        settings.put("hubplane.maximum-receive-message-size", "2001");
        settings.put("hubplane.outbound-queue-bytes", "2002");
        settings.put("hubplane.outbound-queue-messages", "2003");
        settings.put("hubplane.maximum-frame-size", "2004");
        settings.put("hubplane.outbound-burst-factor", "22");
        settings.put("hubplane.slow-client-timeout", "23s");
        settings.put("hubplane.overflow-policy", "keep-latest");
        settings.put("hubplane.transport-max-buffer-size", "2005");
        settings.put("hubplane.stateful-reconnect-buffer-size", "2006");
        settings.put("hubplane.close-on-authentication-expiration", "true");
        settings.put("hubplane.transports", "web-sockets, long-polling");
        settings.put("hubplane.supported-protocols", "messagepack");
        settings.put("hubplane.allow-stateful-reconnects", "true");
        settings.put("hubplane.web-sockets.close-timeout", "16s");
        settings.put("hubplane.abort-timeout", "24s");
        settings.put("hubplane.web-sockets.sub-protocols", "chat.v2, chat.v1");
        settings.put("hubplane.long-polling.poll-timeout", "17s");
        settings.put("hubplane.maximum-parallel-streams-per-client", "18");
        settings.put("hubplane.maximum-threads-per-client", "3");
        settings.put("hubplane.calls-per-second-per-client", "100");
        settings.put("hubplane.call-burst-per-client", "200");
        settings.put("hubplane.maximum-groups-per-connection", "50");
        settings.put("hubplane.log-lines-per-client", "5");
        settings.put("hubplane.stream-buffer-capacity", "19");
        settings.put("hubplane.application-max-buffer-size", "20");
        settings.put("hubplane.client-result-timeout", "21s");
        settings.put("hubplane.dispatch.threads", "9");
        settings.put("hubplane.messagepack.names", "declared");
        settings.put("hubplane.maximum-connections", "31");
        settings.put("hubplane.maximum-connections-per-address", "32");
        settings.put("hubplane.maximum-waiting-negotiations", "33");
        settings.put("hubplane.maximum-waiting-negotiations-per-address", "34");
        settings.put("hubplane.maximum-negotiations-per-second-per-address", "35");
        settings.put("hubplane.maximum-header-bytes", "3600");
        settings.put("hubplane.trusted-proxies", "10.0.0.1, fd00::/8");
        settings.put("hubplane.allowed-hosts", "Chat.example, *.a.example:8443");
        settings.put("hubplane.maximum-parallel-invocations-per-client", "10");
        settings.put("hubplane.enable-detailed-errors", "true");
        settings.put("hubplane.allowed-origins", "https://a.example, http://localhost:3000");
        settings.put("hubplane.minimum-protocol-version", "1");
        settings.put("hubplane.maximum-post-size", "2007");
        settings.put("hubplane.minimum-post-rate", "2008");
        settings.put("hubplane.receive-timeout", "22s");
        settings.put("hubplane.silent-client-timeout", "23s");
        settings.put("hubplane.maximum-posts-per-node", "2009");
        settings.put("hubplane.maximum-posts-per-address", "2010");
        settings.put("hubplane.maximum-post-bytes-per-node", "2011");

        HubplaneConfiguration configuration = HubplaneConfiguration.of(settings);

        assertThat(settings)
                .containsOnlyKeys(Settings.ALL.stream().map(Setting::key).toList());
        assertThat(configuration.nodeName()).isEqualTo("node-1");
        assertThat(configuration.backplaneTrust().secret()).isNotNull();
        assertThat(configuration.backplaneTrust().unsigned()).isEqualTo(UnsignedMessages.ACCEPT);
        assertThat(configuration.redis())
                .contains(new RedisOptions(
                        URI.create("rediss+sentinel://user:pa%40ss@redis.example:6380/3?master=farm"),
                        "Chat",
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(2),
                        Duration.ofMillis(500),
                        new PublishOptions(7, 7000, 9000, Duration.ofSeconds(9), false),
                        new ResendOptions(9001, Duration.ofSeconds(8)),
                        new RedisAccessOptions(
                                new Store(certificate.trustStore(), Certificate.PASSWORD),
                                new Store(certificate.keyStore(), Certificate.PASSWORD),
                                "of-sentinels",
                                "for-sentinels",
                                5)));
        assertThat(configuration.interopWithAspNetCore()).isTrue();
        assertThat(configuration.farm())
                .isEqualTo(new FarmOptions(
                        Duration.ofSeconds(8), configuration.backplaneTrust().secret(), 22, 21, 23));
        assertThat(configuration.shutdown())
                .isEqualTo(new ShutdownOptions(Duration.ofSeconds(22), Duration.ofSeconds(23)));
        assertThat(configuration.drain()).isEqualTo(new DrainOptions(Duration.ofSeconds(24), Duration.ofSeconds(25)));
        assertThat(configuration.hub("/chat").connection())
                .isEqualTo(new ConnectionOptions(
                        new TimeoutOptions(
                                Duration.ofSeconds(11),
                                Duration.ofSeconds(12),
                                Duration.ofSeconds(13),
                                Duration.ofSeconds(23),
                                Duration.ofSeconds(22),
                                Duration.ofSeconds(14),
                                Duration.ofSeconds(15),
                                Duration.ofSeconds(16),
                                Duration.ofSeconds(24)),
                        new OutboundOptions(
                                2002, 2003, 22, Duration.ofSeconds(23), OverflowPolicy.KEEP_LATEST, 2004, 2005),
                        2001,
                        2006,
                        50,
                        true,
                        true));
        assertThat(configuration.hub("/chat").supportedProtocols()).containsExactly("messagepack");
        assertThat(configuration.messagePack().names()).isEqualTo(Names.DECLARED);
        assertThat(configuration.dispatchThreads()).isEqualTo(9);
        assertThat(configuration.logLinesPerClient()).isEqualTo(5);
        assertThat(configuration.hub("/chat").dispatch())
                .isEqualTo(new DispatchOptions(10, 18, 3, 100, 200, 19, 20, Duration.ofSeconds(21), true));
        assertThat(configuration.frontDoor())
                .isEqualTo(new FrontDoorOptions(
                        List.of("10.0.0.1", "fd00::/8"),
                        Set.of("chat.example", "*.a.example:8443"),
                        31,
                        32,
                        33,
                        34,
                        35,
                        3600));
        assertThat(configuration.hub("/chat").http())
                .isEqualTo(new HttpOptions(
                        Set.of("https://a.example", "http://localhost:3000"),
                        1,
                        Set.of(TransportType.WEB_SOCKETS, TransportType.LONG_POLLING),
                        true,
                        Duration.ofSeconds(17),
                        Duration.ofSeconds(14),
                        List.of("chat.v2", "chat.v1"),
                        new PostOptions(2007, Duration.ofSeconds(22), 2008)));
        assertThat(configuration.posts()).isEqualTo(new NodePostOptions(2009, 2010, 2011));
    }

    @Test
    void longestMessageFitsAPostWhateverItsLimit() {
        HubConfiguration chat = HubplaneConfiguration.of(
                        Map.of("hubplane.maximum-post-size", "10", "hubplane.maximum-receive-message-size", "2000000"))
                .hub("/chat");

        assertThat(chat.http().posts().maximumSize()).isEqualTo(2_000_005);
    }

    @Test
    void oneClientLeavesHalfOfTheThreadsToOthers() {
        assertThat(with("dispatch.threads", "9").hub("/chat").dispatch().maximumThreadsPerClient())
                .isEqualTo(5);
        assertThat(with("dispatch.threads", "1").hub("/chat").dispatch().maximumThreadsPerClient())
                .isEqualTo(1);
    }

    @Test
    void settingOfOneHubHoldsForItAlone() {
        HubplaneConfiguration configuration = HubplaneConfiguration.of(
                Map.of(
                        "hubplane.keep-alive-interval", "5s",
                        "hubplane.hub.games.chess.keep-alive-interval", "2s",
                        "hubplane.hub.games.chess.transports", "long-polling"),
                "/chat",
                "/games/chess");

        assertThat(configuration.hub("/chat").connection().timeouts().keepAliveInterval())
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(configuration.hub("/chat").http()).isEqualTo(HttpOptions.DEFAULTS);
        HubConfiguration chess = configuration.hub("/games/chess");
        assertThat(chess.connection().timeouts().keepAliveInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(chess.http().transports()).containsExactly(TransportType.LONG_POLLING);
        assertThat(configuration.effective())
                .containsEntry("hubplane.keep-alive-interval", "PT5S")
                .containsEntry("hubplane.hub.games.chess.keep-alive-interval", "PT2S")
                .doesNotContainKey("hubplane.hub.chat.keep-alive-interval");
    }

    @Test
    void keysOfUnknownHubsAndNodeSettingsForOneHubAreRefused() {
        for (String key : List.of("hubplane.hub.chess.transports", "hubplane.hub.chat.dispatch.threads")) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> HubplaneConfiguration.of(Map.of(key, "1"), "/chat"))
                    .withMessageContaining(key + " is not a setting");
        }
    }

    @Test
    void valueNotAllowedForAHubIsRefusedByItsOwnKey() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> HubplaneConfiguration.of(Map.of("hubplane.hub.chat.transports", "udp"), "/chat"))
                .withMessageContaining("hubplane.hub.chat.transports is \"udp\"; allowed is a comma-separated list of"
                        + " web-sockets or server-sent-events or long-polling.");
    }

    @Test
    void nodeWithoutANameIsCalledAfterItsHost() {
        HubplaneConfiguration configuration = HubplaneConfiguration.of(Map.of());

        assertThat(configuration.nodeName())
                .matches("[\\w.-]{1,128}")
                .isEqualTo(configuration.nodeName())
                .isNotEqualTo(HubplaneConfiguration.of(Map.of()).nodeName());
        assertThat(configuration.effective()).containsEntry("hubplane.node.name", configuration.nodeName());
    }

    @Test
    void madeUpNodeNamesFitTheRuleForConfiguredOnes() {
        assertThat(NodeNames.make("my host/1", 0xABC)).isEqualTo("my-host-1-000abc");
        assertThat(with("node.name", NodeNames.make("x".repeat(300), -1)).nodeName())
                .hasSize(107)
                .endsWith("x-ffffff");
    }

    @Test
    void messagePackHasTheNamesOfDotNetWhereItsNodesShareTheRedisUnlessToldOtherwise() {
        Map<String, String> interop = Map.of("hubplane.redis.interop", "aspnetcore");

        assertThat(HubplaneConfiguration.of(Map.of()).messagePack().names()).isEqualTo(Names.DECLARED);
        assertThat(HubplaneConfiguration.of(interop).messagePack().names()).isEqualTo(Names.PASCAL);
        assertThat(HubplaneConfiguration.of(interop).effective()).containsEntry("hubplane.messagepack.names", "pascal");
        assertThat(with("messagepack.names", "pascal").messagePack().names()).isEqualTo(Names.PASCAL);
        assertThat(HubplaneConfiguration.of(Map.of(
                                "hubplane.redis.interop", "aspnetcore", "hubplane.messagepack.names", "declared"))
                        .messagePack()
                        .names())
                .isEqualTo(Names.DECLARED);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> with("messagepack.names", "camel"))
                .withMessageContaining("hubplane.messagepack.names is \"camel\"; allowed is declared or pascal.");
    }

    @Test
    void blankValueIsNoValue() {
        assertThat(with("redis.uri", "  ").redis()).isEmpty();
    }

    @Test
    void spaceAroundAValueIsIgnored() {
        assertThat(with("dispatch.threads", " 8 ").dispatchThreads()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "15s,PT15S", "2m,PT2M", "1 h,PT1H", "PT1M30S,PT1M30S", "pt15s,PT15S", "3S,PT3S"})
    void durationsAreIso8601OrHaveAUnit(String text, Duration duration) {
        assertThat(with("handshake-timeout", text)
                        .hub("/chat")
                        .connection()
                        .timeouts()
                        .handshakeTimeout())
                .isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"15", "s", "-1s", "0s", "PT0S", "PT-1S", "25h", "1.5s", "1000000000s", "P1Y", "soon"})
    void otherDurationsAreRefused(String text) {
        assertRefused("handshake-timeout", text, "a duration from 1 ms to 24 h, written as 500ms, 15s, 2m or PT15S");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "4097", "-1", "64.0", "many", "99999999999", "1_000"})
    void numbersOutOfRangeAreRefused(String text) {
        assertRefused("dispatch.threads", text, "a whole number of threads from 1 to 4096");
    }

    @Test
    void rangesIncludeTheirEnds() {
        assertThat(with("dispatch.threads", "1").dispatchThreads()).isEqualTo(1);
        assertThat(with("dispatch.threads", "4096").dispatchThreads()).isEqualTo(4096);
        assertRefused("maximum-frame-size", "1023", "a whole number of bytes from 1024 to 2147483647");
    }

    @Test
    void choicesAreNamedInTheError() {
        assertRefused("overflow-policy", "drop", "close or drop-oldest or keep-latest");
        assertRefused("redis.interop", "dotnet", "none or aspnetcore");
        assertRefused("enable-detailed-errors", "yes", "true or false");
        assertRefused("minimum-protocol-version", "2", "0 or 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://localhost",
                "redis://localhost/",
                "redis://:secret@localhost:6379",
                "redis://user:p%40ss@[::1]:1/15",
                "rediss://redis.example:65535"
            })
    void redisUrisAreAccepted(String uri) {
        assertThat(with("redis.uri", uri).redis()).map(RedisOptions::uri).contains(URI.create(uri));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:6379",
                "http://localhost",
                "redis:///0",
                "redis:localhost",
                "redis://localhost:0",
                "redis://localhost:65536",
                "redis://localhost/db",
                "redis://localhost/0/1",
                "redis://localhost?db=1",
                "redis://localhost#1",
                "redis://under_score^host"
            })
    void otherRedisUrisAreRefused(String uri) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> with("redis.uri", uri))
                .withMessageContaining("hubplane.redis.uri is \"")
                .withMessageContaining("redis://[[user]:password@]host[:port][/database]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https://a.example",
                "http://localhost:3000",
                "https://a.example,https://b.example:8443",
                "capacitor://localhost",
                "ionic://localhost",
                "https://*.a.example"
            })
    void originsAreAccepted(String origins) {
        assertThat(with("allowed-origins", origins).hub("/chat").http().allowedOrigins())
                .containsExactlyInAnyOrder(origins.split(",", -1));
    }

    @Test
    void originsAreComparedInSmallLetters() {
        assertThat(with("allowed-origins", "HTTPS://A.Example")
                        .hub("/chat")
                        .http()
                        .allowedOrigins())
                .containsExactly("https://a.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.example",
                "https://a.example/",
                "https://a.example/path",
                "https://a.example?x",
                "ftp://a.example",
                "https://user@a.example",
                "https://a.example:0",
                "https://a.example:65536",
                "https://*.example",
                "*,https://a.example",
                "https://a.example,,https://b.example",
                "null"
            })
    void otherOriginsAreRefused(String origins) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> with("allowed-origins", origins))
                .withMessageContaining("hubplane.allowed-origins is \"" + origins + "\"; allowed is * or ")
                .withMessageContaining("not null, which is the origin of every sandboxed frame");
    }

    @Test
    void proxiesMustBeAddressesAndHostsMustNotBeOrigins() {
        String proxies = "a comma-separated list of addresses, and ranges of addresses, like 10.0.0.1, 10.0.0.0/8 or"
                + " fd00::/8; names are not allowed";
        assertRefused("trusted-proxies", "proxy.example", proxies);
        assertRefused("trusted-proxies", "10.0.0.0/40", proxies);
        assertRefused(
                "allowed-hosts",
                "https://chat.example",
                "a comma-separated list of hosts like chat.example.org, chat.example.org:8443 for one port only, or"
                        + " *.example.org for all below a domain");
    }

    @Test
    void everyProblemIsInOneMessage() {
        Map<String, String> settings = Map.of(
                "hubplane.dispatch.threads", "0",
                "hubplane.redis.connect-timeout", "soon",
                "hubplane.redis.url", "redis://localhost");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> HubplaneConfiguration.of(settings))
                .extracting(
                        e -> requireNonNull(e.getMessage()).lines().toList(),
                        InstanceOfAssertFactories.list(String.class))
                .hasSize(4)
                .anyMatch(line -> line.startsWith("  hubplane.dispatch.threads is \"0\""))
                .anyMatch(line -> line.startsWith("  hubplane.redis.connect-timeout is \"soon\""))
                .anyMatch(line -> line.startsWith("  hubplane.redis.url is not a setting"));
    }

    @Test
    void effectiveSettingsAreAllThereInOrderAndWithoutSecrets() {
        Map<String, String> effective = HubplaneConfiguration.of(Map.of(
                        "hubplane.redis.uri",
                        "rediss+sentinel://user:secret@localhost:6379/1?master=farm",
                        "hubplane.redis.trust-store",
                        certificate.trustStore().toString(),
                        "hubplane.redis.trust-store-password",
                        Certificate.PASSWORD,
                        "hubplane.redis.key-store",
                        certificate.keyStore().toString(),
                        "hubplane.redis.key-store-password",
                        Certificate.PASSWORD,
                        "hubplane.redis.sentinel-user",
                        "of-sentinels",
                        "hubplane.redis.sentinel-password",
                        "for-sentinels",
                        "hubplane.backplane.secret",
                        SECRET,
                        "hubplane.backplane.unsigned",
                        "refuse"))
                .effective();

        assertThat(effective.keySet())
                .containsExactlyElementsOf(
                        Settings.ALL.stream().map(Setting::key).toList());
        assertThat(effective)
                .containsEntry("hubplane.redis.uri", "rediss+sentinel://user:***@localhost:6379/1?master=farm")
                .containsEntry("hubplane.redis.key-store-password", "***")
                .containsEntry("hubplane.redis.sentinel-password", "***")
                .containsEntry("hubplane.redis.interop", "none")
                .containsEntry("hubplane.backplane.secret", "***")
                .containsEntry("hubplane.handshake-timeout", "PT15S")
                .containsEntry("hubplane.maximum-receive-message-size", "32768")
                .containsEntry("hubplane.overflow-policy", "close")
                .containsEntry("hubplane.enable-detailed-errors", "false")
                .containsEntry("hubplane.allowed-origins", "");
        assertThat(effective.values()).noneMatch(value -> value.contains("secret"));
    }

    @Test
    void withASecretUnsignedMessagesAreRefusedUnlessNodesCannotSign() {
        assertThat(with("backplane.secret", SECRET).backplaneTrust().unsigned()).isEqualTo(UnsignedMessages.REFUSE);
        assertThat(HubplaneConfiguration.of(
                                Map.of("hubplane.backplane.secret", SECRET, "hubplane.redis.interop", "aspnetcore"))
                        .backplaneTrust()
                        .unsigned())
                .isEqualTo(UnsignedMessages.DELIVER);
    }

    @Test
    void withoutASecretUnsignedMessagesAreOnlyDeliveredUnlessToldOtherwise() {
        assertThat(HubplaneConfiguration.of(Map.of()).backplaneTrust()).isEqualTo(BackplaneTrust.WITHOUT_SECRET);
        assertThat(with("backplane.unsigned", "accept").backplaneTrust().carriesCommands())
                .isTrue();
    }

    @Test
    void shortSecretIsRefusedAndNotShown() {
        String text = SECRET.substring(0, 31);

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> with("backplane.secret", text))
                .withMessageContaining(
                        "hubplane.backplane.secret is \"***\"; allowed is a text of at least 32 characters.")
                .withMessageNotContaining(text);
    }

    @Test
    void nothingCanBeDemandedToBeSignedWithoutASecret() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> with("backplane.unsigned", "refuse"))
                .withMessageContaining("hubplane.backplane.unsigned is refuse, but without hubplane.backplane.secret");
    }

    @Test
    void effectiveSettingsLeaveOutWhatHasNoValue() {
        assertThat(HubplaneConfiguration.of(Map.of()).effective()).doesNotContainKey("hubplane.redis.uri");
    }

    @Test
    void settingThatCannotBeReadIsNamed() {
        ConfigurationSource broken = new ConfigurationSource() {
            @Override
            public Optional<String> value(String key) {
                if (key.equals("hubplane.redis.uri")) {
                    throw new IllegalArgumentException("secret");
                }
                return Optional.empty();
            }

            @Override
            public Set<String> names() {
                return Set.of();
            }
        };

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> HubplaneConfiguration.from(broken, List.of()))
                .withMessageContaining("hubplane.redis.uri cannot be read: java.lang.IllegalArgumentException")
                .withMessageNotContaining("secret");
    }

    @Test
    void defaultsAreAllowedValues() {
        for (Setting<?> setting : Settings.ALL) {
            assertThat(isDefaultAllowed(setting)).as(setting.key()).isTrue();
        }
    }

    private static <T> boolean isDefaultAllowed(Setting<T> setting) {
        T value = setting.defaultValue();
        if (value == null || value.equals(Set.of()) || value.equals(List.of())) {
            return true;
        }
        return setting.type()
                .parser()
                .apply(setting.type().printer().apply(value))
                .equals(value);
    }

    @Test
    void keysAreKebabCaseAndNoTwoAreTheSame() {
        List<String> keys = Settings.ALL.stream().map(Setting::key).toList();

        assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.matches("hubplane(\\.[a-z]+(-[a-z]+)*)+"));
    }
}
