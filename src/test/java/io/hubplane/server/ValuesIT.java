package io.hubplane.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fake.WireVectors;
import io.hubplane.fake.WireVectors.Vector;
import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.Inbox;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.RedisServer;
import io.hubplane.fixture.Server;
import io.hubplane.protocol.MessagePackWriter;
import io.hubplane.server.values.ValuesHub;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same values through a hub's method, its result, a stream, a send to all nodes and a client's answer. */
class ValuesIT {
    private static final String PING = "9106";
    private static final String RS = RawConnection.RS;

    /** The components of the application's record, with the vectors from which their values are taken. */
    private static final Map<String, String> COMPONENTS = new LinkedHashMap<>();

    static {
        COMPONENTS.put("instant", "DateTime in UTC");
        COMPONENTS.put("localDateTime", "DateTime without a zone");
        COMPONENTS.put("offsetDateTime", "DateTimeOffset");
        COMPONENTS.put("duration", "TimeSpan of more than a day");
        COMPONENTS.put("localDate", "DateOnly");
        COMPONENTS.put("localTime", "TimeOnly with a fraction");
        COMPONENTS.put("uuid", "Guid");
        COMPONENTS.put("bigDecimal", "decimal, the largest");
        COMPONENTS.put("bigInteger", "ulong, the largest");
        COMPONENTS.put("colour", "enum of two words");
        COMPONENTS.put("character", "char");
        COMPONENTS.put("bytes", "byte[]");
        COMPONENTS.put("byNumber", "Dictionary<int,string>");
        COMPONENTS.put("withNull", "List<int?>");
    }

    private static @Nullable RedisServer redis;
    private static List<HubplaneNode> nodes = List.of();

    @BeforeAll
    static void start() {
        RedisServer started = RedisServer.start();
        redis = started;
        Path war = Applications.library(ValuesHub.class.getPackage(), "values.war");
        nodes = HubplaneNode.startAll(
                Server.underTest(), node("values-1", war, started), node("values-2", war, started));
    }

    private static NodeSettings node(String name, Path war, RedisServer transport) {
        return NodeSettings.named(name)
                .withWar(war, "values")
                .with("hubplane.messagepack.names", "pascal")
                .with("hubplane.redis.uri", transport.uri().toString());
    }

    @AfterAll
    static void stop() {
        nodes.forEach(HubplaneNode::close);
        if (redis != null) {
            redis.close();
        }
    }

    private static Vector vector(String name) {
        return WireVectors.read("/io/hubplane/protocol/dotnet-values.txt").stream()
                .filter(vector -> vector.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String json() {
        return COMPONENTS.entrySet().stream()
                .map(entry ->
                        "\"" + entry.getKey() + "\":" + vector(entry.getValue()).text("json"))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static byte[] messagePack() {
        MessagePackWriter out = new MessagePackWriter(512);
        out.map(COMPONENTS.size());
        COMPONENTS.forEach((name, vector) -> {
            out.string(Character.toUpperCase(name.charAt(0)) + name.substring(1));
            byte[] value = vector(vector).hex("messagepack");
            out.raw(value, 0, value.length);
        });
        return out.toByteArray();
    }

    private static URI hub(int node) {
        return nodes.get(node).resolve("values");
    }

    @Test
    void messagePackIsTheSameInAllDirections() {
        byte[] values = messagePack();
        String hex = HexFormat.of().formatHex(values);
        try (BinaryClient caller = new BinaryClient(hub(0));
                BinaryClient other = new BinaryClient(hub(1))) {
            caller.call(1, "1", "echo", values);
            assertThat(caller.next()).as("result").endsWith(hex);

            caller.call(4, "2", "stream", values);
            assertThat(caller.next()).as("item").endsWith(hex);
            assertThat(caller.next()).as("end of the stream").doesNotContain(hex);

            caller.call(1, "3", "ask", values);
            String question = caller.next();
            assertThat(question).as("question").contains(hex);
            caller.answer(questionId(question), values);
            assertThat(caller.next()).as("result of the answer").endsWith(hex);

            caller.call(1, "4", "tellAll", values);
            assertThat(other.next()).as("on the other node").contains(hex);
        }
    }

    /** The id after the type and the headers: {@code 96 01 80} and a short text. */
    private static String questionId(String message) {
        byte[] bytes = HexFormat.of().parseHex(message);
        boolean wide = bytes[3] == (byte) 0xd9;
        return new String(bytes, wide ? 5 : 4, wide ? bytes[4] : bytes[3] & 0x1f, UTF_8);
    }

    @Test
    void jsonIsTheSameInAllDirections() {
        String values = json();
        try (RawConnection caller = RawConnection.connect(hub(0));
                RawConnection other = RawConnection.connect(hub(1))) {
            caller.send(call(1, "1", "echo", values));
            assertThat(caller.messages().next()).as("result").endsWith(",\"result\":" + values + "}");

            caller.send(call(4, "2", "stream", values));
            assertThat(caller.messages().next()).as("item").endsWith(",\"item\":" + values + "}");
            assertThat(caller.messages().next()).as("end").doesNotContain("error");

            caller.send(call(1, "3", "ask", values));
            String question = caller.messages().next();
            assertThat(question).endsWith("\"arguments\":[" + values + "]}");
            String id = question.replaceAll(".*\"invocationId\":\"([^\"]+)\".*", "$1");
            caller.send("{\"type\":3,\"invocationId\":\"" + id + "\",\"result\":" + values + "}" + RS);
            assertThat(caller.messages().next()).as("answer").endsWith(",\"result\":" + values + "}");

            caller.send(call(1, "4", "tellAll", values));
            assertThat(other.messages().next()).as("on the other node").endsWith("\"arguments\":[" + values + "]}");
        }
    }

    @Test
    void jsonBAndJsonPAndModulesOfTheApplicationMeanWhatTheySay() {
        try (RawConnection caller = RawConnection.connect(hub(0))) {
            String details = "{\"name\":\"Ann\",\"more\":[1,2.5,null]}";
            caller.send(call(1, "1", "account", details));

            assertThat(caller.messages().next())
                    .contains("\"login\":\"Ann\"", "\"details\":" + details, "\"loud\":\"x!\"")
                    .doesNotContain("secret");
        }
    }

    private static String call(int type, String id, String target, String argument) {
        return "{\"type\":" + type + ",\"invocationId\":\"" + id + "\",\"target\":\"" + target + "\",\"arguments\":["
                + argument + "]}" + RS;
    }

    /** A WebSocket that uses MessagePack; its messages as hexadecimal digits, without pings. */
    private static final class BinaryClient implements WebSocket.Listener, AutoCloseable {
        private final Inbox<String> messages = new Inbox<>("messages in MessagePack");
        private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
        private final WebSocket socket;

        BinaryClient(URI hub) {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create(hub.toString().replaceFirst("^http", "ws")), this)
                    .join();
            send(("{\"protocol\":\"messagepack\",\"version\":1}" + RS).getBytes(UTF_8));
            assertThat(messages.next())
                    .as("handshake")
                    .isEqualTo(HexFormat.of().formatHex(("{}" + RS).getBytes(UTF_8)));
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            pending.writeBytes(part);
            if (last) {
                take(pending.toByteArray());
                pending.reset();
            }
            from.request(1);
            return null;
        }

        /** Several messages may share a frame. */
        private void take(byte[] frame) {
            if (frame[0] == '{') {
                messages.put(HexFormat.of().formatHex(frame));
                return;
            }
            for (int at = 0; at < frame.length; ) {
                int length = 0;
                for (int shift = 0; ; shift += 7) {
                    int group = frame[at++];
                    length |= (group & 0x7f) << shift;
                    if (group >= 0) {
                        break;
                    }
                }
                String message = HexFormat.of().formatHex(frame, at, at + length);
                at += length;
                if (!message.equals(PING)) {
                    messages.put(message);
                }
            }
        }

        String next() {
            return messages.next();
        }

        void call(int type, String id, String target, byte[] argument) {
            MessagePackWriter out = begin(6, type, id);
            out.string(target);
            out.array(1);
            out.raw(argument, 0, argument.length);
            out.array(0);
            sendFramed(out.toByteArray());
        }

        void answer(String id, byte[] result) {
            MessagePackWriter out = begin(5, 3, id);
            out.integer(3);
            out.raw(result, 0, result.length);
            sendFramed(out.toByteArray());
        }

        private static MessagePackWriter begin(int items, int type, String id) {
            MessagePackWriter out = new MessagePackWriter(1024);
            out.array(items);
            out.integer(type);
            out.map(0);
            out.string(id);
            return out;
        }

        private void sendFramed(byte[] message) {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            int rest = message.length;
            for (; rest > 0x7f; rest >>>= 7) {
                frame.write((rest & 0x7f) | 0x80);
            }
            frame.write(rest);
            frame.writeBytes(message);
            send(frame.toByteArray());
        }

        private void send(byte[] bytes) {
            socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
