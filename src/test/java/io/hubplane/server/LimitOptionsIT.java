package io.hubplane.server;

import static io.hubplane.fixture.RawConnection.RS;
import static io.hubplane.server.OptionsNode.CLOSE;
import static io.hubplane.server.OptionsNode.ECHO;
import static io.hubplane.server.OptionsNode.ECHOED;
import static io.hubplane.server.OptionsNode.call;
import static io.hubplane.server.OptionsNode.invoke;
import static io.hubplane.server.OptionsNode.messages;
import static io.hubplane.server.OptionsNode.resumable;
import static io.hubplane.server.OptionsNode.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.PollingClient;
import io.hubplane.fixture.RawConnection;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of each hub for how much may run at a time, wait and be sent. */
@ExtendWith(SharedOptionsNode.class)
class LimitOptionsIT {
    private static final String CLOSED_FOR_AN_ERROR =
            "{\"type\":7,\"error\":\"Connection closed with an error.\",\"allowReconnect\":true}";
    private static final int TIMES = 20;
    /** The number of messages of 30,000 bytes: several times as much as a queue takes. */
    private static final int MANY = 200;

    private final OptionsNode node;

    LimitOptionsIT(OptionsNode node) {
        this.node = node;
    }

    @Test
    void maximumParallelInvocationsPerClient() {
        try (RawConnection plain = RawConnection.connect(node.hub("plain"));
                RawConnection generous = RawConnection.connect(node.hub("generous"))) {
            String hold = call("hold", "\"parallel\"").replace("\"7\"", "\"1\"");
            plain.send(hold + ECHO);
            generous.send(hold + ECHO);
            assertThat(generous.messages().next()).isEqualTo(ECHOED);
            node.open("parallel");
            assertThat(generous.messages().next()).startsWith("{\"type\":3,\"invocationId\":\"1\"");
            assertThat(plain.messages().next()).startsWith("{\"type\":3,\"invocationId\":\"1\"");
            assertThat(plain.messages().next()).isEqualTo(ECHOED);
        }
    }

    @Test
    void maximumParallelStreamsPerClient() {
        try (RawConnection plain = RawConnection.connect(node.hub("plain"));
                RawConnection narrow = RawConnection.connect(node.hub("narrow"))) {
            plain.send(upload("1", "streams") + upload("2", "streams"));
            narrow.send(upload("1", "streams") + upload("2", "streams"));
            assertThat(narrow.messages().next())
                    .isEqualTo("{\"type\":3,\"invocationId\":\"2\",\"error\":\"A client may have 1 streams open at a"
                            + " time, both directions together; set hubplane.maximum-parallel-streams-per-client to"
                            + " allow more.\"}");
            node.open("streams");
            assertThat(narrow.messages().next()).startsWith("{\"type\":3,\"invocationId\":\"1\"");
            assertThat(plain.messages().next(2)).noneMatch(message -> message.contains("error"));
        }
    }

    /** A call with a stream. The hub takes no item of it until the test opens a gate. */
    private static String upload(String id, String gate) {
        return "{\"type\":1,\"invocationId\":\"" + id + "\",\"target\":\"neglect\",\"arguments\":[\"" + gate
                + "\"],\"streamIds\":[\"s" + id + "\"]}" + RS;
    }

    @Test
    void groupsAndCallsOfOneClientAreLimitedAndItIsTold() {
        try (RawConnection sparing = RawConnection.connect(node.hub("sparing"))) {
            for (String group : List.of("a", "b", "c", "")) {
                sparing.send(call("join", "\"" + group + "\""));
            }
            assertThat(sparing.messages().next(2)).noneMatch(message -> message.contains("error"));
            assertThat(sparing.messages().next())
                    .contains("is in 2 groups; set hubplane.maximum-groups-per-connection");
            assertThat(sparing.messages().next()).contains("it must have 1 to 512 characters");

            sparing.send(call("join", "\"a\"").repeat(10));
            assertThat(sparing.messages().next(10))
                    .anySatisfy(message -> assertThat(message)
                            .contains("A client may make 1 calls a second; set hubplane.calls-per-second-per-client"));
        }
    }

    /** The hub is busy and the client has sent more than may wait, so its WebSocket is no longer read. */
    @Test
    void clientThatIsHeldBackComesBackWithoutWaiting() throws IOException {
        String all = call("hold", "\"held back\"") + ECHO.repeat(4);
        RawConnection.Negotiated negotiated =
                RawConnection.negotiated(node.hub("narrow"), "&useStatefulReconnect=true");
        try (RawConnection before = resumable(node.hub("narrow"), negotiated);
                RawConnection other = RawConnection.connect(node.hub("narrow"))) {
            before.send(all);
            assertThat(invoke(other, "echo", "\"hello\"")).isEqualTo(ECHOED); // all was read by then
            try (RawConnection again = RawConnection.openNegotiated(node.hub("narrow"), negotiated.token())) {
                long begin = System.nanoTime();
                again.send("{\"type\":9,\"sequenceId\":1}" + RS);
                assertThat(again.messages().next()).startsWith("{\"type\":9");
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));

                again.send(all);
                node.open("held back");
                List<String> answers = new ArrayList<>();
                while (answers.size() < 5) {
                    String answer = again.messages().next();
                    if (!answer.startsWith("{\"type\":8")) {
                        answers.add(answer);
                    }
                }
                assertThat(answers.subList(1, 5)).containsOnly(ECHOED);
            }
        }
    }

    @Test
    void streamBufferCapacity() throws IOException {
        String item = "{\"type\":2,\"invocationId\":\"s1\",\"item\":1}" + RS;
        try (PollingClient plain = PollingClient.open(node.hub("plain"));
                PollingClient narrow = PollingClient.open(node.hub("narrow"))) {
            narrow.post(upload("1", "items"));
            narrow.post(item);
            CompletableFuture<HttpResponse<String>> heldBack = narrow.posting(item);
            plain.post(upload("1", "items"));
            plain.post(item.repeat(10));
            assertThat(heldBack).isNotDone();
            node.open("items");
            PollingClient.await(heldBack);
        }
    }

    @Test
    void applicationMaxBufferSize() throws IOException {
        try (PollingClient plain = PollingClient.open(node.hub("plain"));
                PollingClient narrow = PollingClient.open(node.hub("narrow"))) {
            narrow.post(call("hold", "\"calls\""));
            CompletableFuture<HttpResponse<String>> heldBack = narrow.posting(ECHO);
            plain.post(call("hold", "\"calls\""));
            plain.post(ECHO);
            assertThat(heldBack).isNotDone();
            node.open("calls");
            PollingClient.await(heldBack);
            assertThat(messages(narrow.pollUpTo(ECHOED))).hasSize(2);
        }
    }

    @Test
    void maximumReceiveMessageSize() {
        String text = "\"" + "x".repeat(1000) + "\"";
        try (RawConnection plain = RawConnection.connect(node.hub("plain"));
                RawConnection narrow = RawConnection.connect(node.hub("narrow"))) {
            assertThat(invoke(narrow, "echo", text))
                    .startsWith(
                            "{\"type\":7,\"error\":\"Connection closed with an error. ProtocolException: The maximum"
                                    + " message size of 1000B was exceeded.");
            assertThat(invoke(plain, "echo", text)).contains(text);
        }
    }

    @Test
    void statefulReconnectBufferSize() throws IOException {
        try (RawConnection narrow = toldMuch("narrow");
                RawConnection forgetful = toldMuch("forgetful")) {
            List<String> sent = upToAcknowledgement(narrow);
            assertThat(sent).hasSize(3); // 1024 bytes are full with the third
            narrow.send("{\"type\":8,\"sequenceId\":3}" + RS);
            assertThat(narrow.messages().next(3)).last().asString().startsWith(told("number", 6));
            assertThat(upToAcknowledgement(forgetful)).hasSize(TIMES);
        }
    }

    /** A connection for which more messages wait than may be sent before it acknowledges some. */
    private RawConnection toldMuch(String hub) throws IOException {
        RawConnection.Negotiated negotiated = RawConnection.negotiated(node.hub(hub), "&useStatefulReconnect=true");
        RawConnection connection = resumable(node.hub(hub), negotiated);
        node.tell(hub, negotiated.id(), "number", TIMES, 350);
        return connection;
    }

    /** What comes before the server acknowledges a call, which it does without waiting for other messages. */
    private static List<String> upToAcknowledgement(RawConnection connection) {
        connection.send("{\"type\":1,\"target\":\"echo\",\"arguments\":[\"hello\"]}" + RS);
        List<String> before = new ArrayList<>();
        String message = connection.messages().next();
        while (!message.equals("{\"type\":8,\"sequenceId\":1}")) {
            before.add(message);
            message = connection.messages().next();
        }
        return before;
    }

    @Test
    void transportMaxBufferSize() throws IOException {
        try (PollingClient plain = PollingClient.open(node.hub("plain"));
                PollingClient impatient = PollingClient.open(node.hub("impatient"));
                RawConnection other = RawConnection.connect(node.hub("plain"))) {
            impatient.post(stream("paused"));
            plain.post(stream("flowing"));
            assertThat(invoke(other, "hold", "\"flowing\"")).startsWith("{\"type\":3"); // all were published
            String given = invoke(other, "given", "\"paused\"").replaceFirst(".*\"result\":(\\d+)}", "$1");
            assertThat(Integer.parseInt(given)).isLessThan(40);
            assertThat(messages(impatient.pollUpTo("{\"type\":3"))).hasSize(301);
        }
    }

    private static String stream(String name) {
        return "{\"type\":4,\"invocationId\":\"1\",\"target\":\"numbers\",\"arguments\":[\"" + name + "\"]}" + RS;
    }

    @Test
    void maximumFrameSize() throws IOException {
        try (PollingClient plain = PollingClient.open(node.hub("plain"));
                PollingClient framed = PollingClient.open(node.hub("framed"))) {
            node.tell("plain", plain.id(), "number", TIMES, 200);
            node.tell("framed", framed.id(), "number", TIMES, 200);
            List<String> bodies = framed.pollUpTo(told("number", TIMES));
            assertThat(bodies).allMatch(body -> body.length() <= 1024);
            assertThat(messages(bodies)).hasSize(TIMES);
            // The first frame takes what waits when the queue is flushed, the second one the rest.
            assertThat(plain.pollUpTo(told("number", TIMES))).hasSizeBetween(1, 2);
        }
    }

    @Test
    void whatAHubAwaitsArrivesHoweverMuchItIs() {
        try (RawConnection reader = RawConnection.connect(node.hub("plain"))) {
            reader.send(OptionsNode.call("tellInTurn", "\"number\"," + MANY + ",30000"));
            assertToldAll(reader, MANY);
        }
    }

    @ParameterizedTest
    @CsvSource({"100, 30000", "2, 2000000"})
    void aBurstLongerThanTheQueueArrives(int times, int length) {
        try (RawConnection reader = RawConnection.connect(node.hub("generous"))) {
            reader.send(OptionsNode.call("tellAll", "\"number\"," + times + "," + length));
            assertToldAll(reader, times);
        }
    }

    private static void assertToldAll(RawConnection reader, int times) {
        for (int number = 1; number <= times; number++) {
            assertThat(reader.messages().next()).startsWith(told("number", number));
        }
        assertThat(reader.messages().next()).startsWith("{\"type\":3").doesNotContain("error");
    }

    @ParameterizedTest
    @CsvSource({"queue/bytes, 300", "queue/messages, 1"})
    void outboundQueueBytesAndMessages(String hub, int length) throws IOException {
        try (PollingClient plain = PollingClient.open(node.hub("plain"));
                PollingClient slow = PollingClient.open(node.hub(hub))) {
            node.tell("plain", plain.id(), "number", TIMES, length);
            node.tell(hub, slow.id(), "number", TIMES, length);
            assertThat(messages(slow.pollUpTo(CLOSE)))
                    .hasSizeLessThan(TIMES)
                    .last()
                    .isEqualTo(CLOSED_FOR_AN_ERROR);
            assertThat(messages(plain.pollUpTo(told("number", TIMES)))).hasSize(TIMES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue/newest", "queue/latest"})
    void overflowPolicy(String hub) throws IOException {
        try (PollingClient slow = PollingClient.open(node.hub(hub))) {
            node.tell(hub, slow.id(), "first", 1, 1);
            node.tell(hub, slow.id(), "rare", 1, 1);
            node.tell(hub, slow.id(), "often", TIMES, 1);
            List<String> messages = messages(slow.pollUpTo(told("often", TIMES)));
            assertThat(messages).hasSizeLessThan(TIMES).last().asString().startsWith(told("often", TIMES));
            if (hub.equals("queue/latest")) {
                assertThat(messages).anyMatch(message -> message.startsWith(told("rare", 1)));
            } else {
                assertThat(messages.subList(messages.size() - 5, messages.size()))
                        .allMatch(message -> message.contains("often"));
            }
        }
    }
}
