package io.hubplane.server;

import static io.hubplane.fixture.RawConnection.RS;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.Server;
import io.hubplane.fixture.TokenIssuer;
import io.hubplane.server.options.AdjustableHub;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * A node whose hubs do the same but are configured differently, so that tests can show from a client's side what an
 * option does to the hub for which it is set, and that it does nothing to another hub of the node. The other hub is at
 * {@code /plain}; the node as a whole has longer timeouts where a busy machine would need too long otherwise. Used by
 * one thread at a time.
 */
final class OptionsNode implements AutoCloseable {
    static final String ECHO = call("echo", "\"hello\"");
    static final String ECHOED = "{\"type\":3,\"invocationId\":\"7\",\"result\":\"hello\"}";

    /** The beginning of a Close. */
    static final String CLOSE = "{\"type\":7";

    private final TokenIssuer issuer = new TokenIssuer();
    private final HubplaneNode node;

    OptionsNode() {
        NodeSettings settings = NodeSettings.named("options")
                .withWar(Applications.library(AdjustableHub.class.getPackage(), "options.war"), "plain")
                .with("mp.jwt.verify.publickey", issuer.publicKey())
                .with("mp.jwt.verify.issuer", TokenIssuer.NAME)
                .with("mp.jwt.verify.clock.skew", "300");
        for (String option : List.of(
                "handshake-timeout",
                "keep-alive-interval",
                "client-timeout-interval",
                "client-result-timeout",
                "disconnect-timeout",
                "transport-send-timeout",
                "web-sockets.close-timeout")) {
            settings = settings.with("hubplane." + option, "5m");
        }
        node = HubplaneNode.start(Server.underTest(), adjusted(settings));
    }

    private static NodeSettings adjusted(NodeSettings settings) {
        return settings.with("hubplane.hub.hasty.handshake-timeout", "500ms")
                .with("hubplane.hub.forgetful.allow-stateful-reconnects", "true")
                .with("hubplane.hub.forgetful.disconnect-timeout", "2s")
                .with("hubplane.hub.impatient.client-result-timeout", "500ms")
                .with("hubplane.hub.impatient.client-timeout-interval", "1s")
                .with("hubplane.hub.impatient.close-on-authentication-expiration", "true")
                .with("hubplane.hub.impatient.enable-detailed-errors", "true")
                .with("hubplane.hub.impatient.keep-alive-interval", "500ms")
                .with("hubplane.hub.impatient.long-polling.poll-timeout", "500ms")
                .with("hubplane.hub.impatient.transport-max-buffer-size", "1024")
                .with("hubplane.hub.impatient.transport-send-timeout", "1s")
                .with("hubplane.hub.narrow.allow-stateful-reconnects", "true")
                .with("hubplane.hub.narrow.allowed-origins", "*")
                .with("hubplane.hub.narrow.application-max-buffer-size", "1")
                .with("hubplane.hub.narrow.enable-detailed-errors", "true")
                .with("hubplane.hub.narrow.maximum-parallel-streams-per-client", "1")
                .with("hubplane.hub.narrow.maximum-receive-message-size", "1000")
                .with("hubplane.hub.narrow.stateful-reconnect-buffer-size", "1024")
                .with("hubplane.hub.narrow.stream-buffer-capacity", "1")
                .with("hubplane.hub.narrow.web-sockets.close-timeout", "500ms")
                .with("hubplane.hub.sparing.call-burst-per-client", "4")
                .with("hubplane.hub.sparing.calls-per-second-per-client", "1")
                .with("hubplane.hub.sparing.maximum-groups-per-connection", "2")
                .with("hubplane.hub.sparing.enable-detailed-errors", "true")
                .with("hubplane.hub.framed.maximum-frame-size", "1024")
                .with("hubplane.hub.generous.allow-stateful-reconnects", "true")
                .with("hubplane.hub.generous.allowed-origins", "https://app.example.org")
                .with("hubplane.hub.generous.maximum-parallel-invocations-per-client", "2")
                .with("hubplane.hub.generous.web-sockets.sub-protocols", "b,c")
                .with("hubplane.hub.choosy.minimum-protocol-version", "1")
                .with("hubplane.hub.choosy.supported-protocols", "messagepack")
                .with("hubplane.hub.choosy.transports", "web-sockets")
                .with("hubplane.hub.queue.bytes.outbound-queue-bytes", "2048")
                .with("hubplane.hub.queue.messages.outbound-queue-messages", "5")
                .with("hubplane.hub.queue.bytes.outbound-burst-factor", "1")
                .with("hubplane.hub.queue.messages.outbound-burst-factor", "1")
                .with("hubplane.hub.queue.newest.outbound-burst-factor", "1")
                .with("hubplane.hub.queue.latest.outbound-burst-factor", "1")
                .with("hubplane.hub.queue.newest.outbound-queue-messages", "5")
                .with("hubplane.hub.queue.newest.overflow-policy", "drop-oldest")
                .with("hubplane.hub.queue.latest.outbound-queue-messages", "5")
                .with("hubplane.hub.queue.latest.overflow-policy", "keep-latest");
    }

    /** Issues tokens that the hubs accept, even some minutes after they have expired. */
    TokenIssuer issuer() {
        return issuer;
    }

    URI hub(String path) {
        return node.resolve(path);
    }

    static String call(String target, String arguments) {
        return "{\"type\":1,\"invocationId\":\"7\",\"target\":\"" + target + "\",\"arguments\":[" + arguments + "]}"
                + RS;
    }

    static String invoke(RawConnection connection, String target, String arguments) {
        connection.send(call(target, arguments));
        return connection.messages().next();
    }

    /** The beginning of a call of a client method by {@link #tell}. */
    static String told(String method, int number) {
        return "{\"type\":1,\"target\":\"" + method + "\",\"arguments\":[" + number + ",";
    }

    /** Makes the hub call a client method several times. When this returns, all calls are queued. */
    void tell(String hub, String connectionId, String method, int times, int length) {
        try (RawConnection other = RawConnection.connect(hub(hub))) {
            assertThat(invoke(other, "tell", "\"" + connectionId + "\",\"" + method + "\"," + times + "," + length))
                    .startsWith("{\"type\":3,\"invocationId\":\"7\"")
                    .doesNotContain("error");
        }
    }

    void open(String gate) {
        try (RawConnection other = RawConnection.connect(hub("plain"))) {
            assertThat(invoke(other, "open", "\"" + gate + "\"")).startsWith("{\"type\":3");
        }
    }

    /** The messages of some bodies or frames. */
    static List<String> messages(List<String> bodies) {
        return bodies.stream()
                .flatMap(body -> Arrays.stream(body.split(RS, -1)))
                .filter(message -> !message.isEmpty())
                .toList();
    }

    /** A connection that is told which clients of its hub are gone. */
    RawConnection watcher(String hub) {
        RawConnection watcher = RawConnection.connect(hub(hub));
        watcher.send(call("watch", ""));
        String answer = watcher.messages().next();
        while (!answer.startsWith("{\"type\":3")) { // messages about earlier clients may come before
            answer = watcher.messages().next();
        }
        return watcher;
    }

    static String gone(String connectionId) {
        return "{\"type\":1,\"target\":\"gone\",\"arguments\":[\"" + connectionId + "\"]}";
    }

    /** Opens a connection with stateful reconnect. */
    static RawConnection resumable(URI hub, RawConnection.Negotiated negotiated) {
        RawConnection connection = RawConnection.openNegotiated(hub, negotiated.token());
        connection.send("{\"protocol\":\"json\",\"version\":2}" + RS);
        assertThat(connection.messages().next()).isEqualTo("{}");
        connection.send("{\"type\":6}" + RS);
        return connection;
    }

    @Override
    public void close() {
        node.close();
    }
}
