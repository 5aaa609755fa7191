package io.hubplane.backplane.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.backplane.MessageSeal;
import io.hubplane.backplane.Scope;
import io.hubplane.backplane.redis.topology.OnceSocketFactory;
import io.hubplane.backplane.sequence.PositionNews;
import io.hubplane.backplane.sequence.PublishSequences;
import io.hubplane.backplane.sequence.ResendOptions;
import io.hubplane.backplane.sequence.SentMessages;
import io.hubplane.contract.ReceivedMessages;
import io.hubplane.observe.BackplaneCounts;
import io.hubplane.observe.HubObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisClusterException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisMovedDataException;

/** What becomes of messages that Redis says belong elsewhere. The replies are there before anything is written. */
@Timeout(20)
class PipelineTest {
    private static final String TAKEN = ":1\r\n";
    private static final String MOVED = "-MOVED 5 127.0.0.1:7001\r\n";

    private final RedisChannels channels = new RedisChannels("{tag}", PubSubCommands.SHARDED);
    private final PublishSequences sequences = new PublishSequences();
    private final Pipeline pipeline = new Pipeline(
            "123456789012",
            new MessageSeal(BackplaneTrust.WITHOUT_SECRET),
            channels,
            sequences,
            new PositionNews(sequences),
            new SubscriberQuestions(channels, 1, 1000),
            new Resends(channels, "123456789012", new SentMessages(ResendOptions.NONE)),
            new Audience(nanos -> true, () -> true, () -> 0),
            new BackplaneCounts(HubObserver.NONE),
            () -> 0);
    private final List<Publication> messages = IntStream.range(0, 5)
            .mapToObj(i -> new Publication("{tag}c", Scope.Kind.ALL, ReceivedMessages.message("message " + i)))
            .toList();
    private ServerSocket listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    private void exchange(boolean breaks, String... replies) throws IOException {
        JedisClientConfig config = DefaultJedisClientConfig.builder()
                .serverDefaultProtocol()
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .build();
        HostAndPort place = new HostAndPort("127.0.0.1", listener.getLocalPort());
        RedisConnection connection =
                new RedisConnection(new OnceSocketFactory(new DefaultJedisSocketFactory(place, config)), config);
        try (Socket redis = listener.accept()) {
            redis.getOutputStream().write(String.join("", replies).getBytes(StandardCharsets.US_ASCII));
            if (breaks) {
                redis.shutdownOutput();
            }
            pipeline.exchange(connection, 0);
        } finally {
            connection.abandon();
        }
    }

    @Test
    void messagesThatBelongElsewhereStayInOrderWithTheirNumbers() throws Exception {
        pipeline.messages().addAll(messages);

        assertThatExceptionOfType(JedisMovedDataException.class)
                .isThrownBy(() -> exchange(false, TAKEN, MOVED, TAKEN, MOVED, MOVED));

        assertThat(pipeline.messages()).containsExactly(messages.get(1), messages.get(3), messages.get(4));
        assertThat(messages).allMatch(Publication::isNumbered);
        assertThat(messages.get(0).taken()).isCompleted();
        assertThat(messages.get(1).taken()).isNotDone();
    }

    @Test
    void connectionThatBreaksLeavesTheRestBehindThem() throws Exception {
        pipeline.messages().addAll(messages);

        assertThatExceptionOfType(JedisConnectionException.class).isThrownBy(() -> exchange(true, MOVED, TAKEN, MOVED));

        assertThat(pipeline.messages())
                .containsExactly(messages.get(0), messages.get(2), messages.get(3), messages.get(4));
    }

    /** Otherwise it may be the message itself that breaks connections, and is not written a third time. */
    @Test
    void messageThatOnlyBelongedElsewhereMayBeWrittenAgainAndAgain() throws Exception {
        pipeline.messages().add(messages.get(0));
        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(JedisMovedDataException.class).isThrownBy(() -> exchange(false, MOVED));
            assertThat(pipeline.doubtful(true)).isEmpty();
        }

        exchange(false, TAKEN);

        assertThat(messages.get(0).taken()).isCompleted();
    }

    @Test
    void clusterThatServesNobodyKeepsNothingFromBeingPublishedLater() throws Exception {
        pipeline.messages().add(messages.get(0));
        assertThatExceptionOfType(JedisClusterException.class)
                .isThrownBy(() -> exchange(false, "-CLUSTERDOWN Hash slot not served\r\n"));
        assertThat(pipeline.messages()).containsExactly(messages.get(0));
    }
}
