package io.hubplane.server;

import static io.hubplane.fixture.ClientFrames.frame;
import static io.hubplane.fixture.ClientFrames.head;
import static io.hubplane.fixture.RawConnection.HANDSHAKE;
import static io.hubplane.fixture.RawConnection.RS;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.HubplaneNode;
import io.hubplane.fixture.NodeSettings;
import io.hubplane.fixture.RawConnection;
import io.hubplane.fixture.RawSocket;
import io.hubplane.fixture.Server;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What WebSocket frames cost that are too long or never end, on a real server. */
class HalfFrameIT {
    private static final int LONG = 4 * 1024 * 1024 - 1024;
    private static final int MANY = 60;
    private static final int MIB = 1024 * 1024;
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private static HubplaneNode node;

    private final List<RawSocket> sockets = new ArrayList<>();

    @BeforeAll
    static void start() {
        NodeSettings settings = NodeSettings.named("half")
                .withWar(Applications.chatWithProbe(), "")
                .with("hubplane.receive-timeout", "6s")
                .with("hubplane.web-sockets.close-timeout", "1s");
        node = HubplaneNode.start(Server.underTest(), settings);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (RawSocket socket : sockets) {
            socket.close();
        }
    }

    private static URI hub() {
        return node.resolve("echo");
    }

    private static String call(String text) {
        return "{\"type\":1,\"invocationId\":\"1\",\"target\":\"echo\",\"arguments\":[\"" + text + "\"]}" + RS;
    }

    private RawSocket connect() throws IOException {
        RawSocket socket = RawSocket.to(hub()).upgrade(hub());
        sockets.add(socket);
        socket.send(frame(0x81, HANDSHAKE));
        socket.readPast("{}" + RS);
        return socket;
    }

    private static long usedHeap() throws Exception {
        String pid = Long.toString(node.process().pid());
        jcmd(pid, "GC.run");
        Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
        long sum = 0;
        while (used.find()) {
            sum += Long.parseLong(used.group(1)) * 1024;
        }
        return sum;
    }

    private static String jcmd(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void assertHealthy() {
        try (RawConnection other = RawConnection.connect(hub())) {
            other.send(call("hello"));
            assertThat(other.messages().next()).contains("\"result\":\"hello\"");
        }
    }

    @Test
    void framesThatAreTooLongAreNotGathered() throws Exception {
        long before = usedHeap();
        for (int i = 0; i < MANY; i++) {
            RawSocket socket = connect();
            try {
                socket.send(head(0x82, LONG)).send(new byte[LONG - 1]);
            } catch (SocketException e) {
                // The server has closed meanwhile.
            }
        }

        assertThat(usedHeap() - before).isLessThan(60L * MIB);
        assertHealthy();
        for (RawSocket socket : sockets) {
            assertThat(new String(socket.readToEndOrClose(), StandardCharsets.ISO_8859_1))
                    .contains("\"type\":7");
        }
    }

    @Test
    void framesThatDoNotComeToTheirEndAreGivenUp() throws Exception {
        for (int i = 0; i < MANY; i++) {
            connect().send(head(0x81, 30_000)).send("{\"type\":1,");
        }
        assertHealthy();
        for (RawSocket socket : sockets) {
            assertThat(new String(socket.readToEndOrClose(), StandardCharsets.ISO_8859_1))
                    .contains("\"type\":7");
        }
    }

    @Test
    void messageThatDoesNotComeToItsEndIsGivenUpWhateverFramesCarryIt() throws Exception {
        RawSocket socket = connect().send(frame(0x01, "{\"type\":1,"));
        for (int i = 0; i < 10; i++) {
            Thread.sleep(500); // it sends pings, in complete frames
            socket.send(frame(0x00, " "));
        }

        assertThat(new String(socket.readToEndOrClose(), StandardCharsets.ISO_8859_1))
                .contains("\"type\":7");
    }

    @Test
    void messageMaySpanFramesAndAFrameSeveralMessages() throws Exception {
        RawSocket socket = connect();
        String text = "x".repeat(30_000);
        String message = call(text);

        socket.send(frame(0x01, message.substring(0, 10_000)));
        socket.send(frame(0x89, "ping"));
        socket.send(frame(0x00, message.substring(10_000, 20_000)));
        socket.send(frame(0x80, message.substring(20_000)));
        assertThat(socket.readPast(RS)).contains(text);

        socket.send(frame(0x81, call("y".repeat(20_000)).repeat(4)));
        for (int i = 0; i < 4; i++) {
            assertThat(socket.readPast(RS)).contains("yyy");
        }
    }
}
