package io.hubplane.backplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.backplane.BackplaneMessage.Acknowledgement;
import io.hubplane.backplane.BackplaneMessage.ClientGone;
import io.hubplane.backplane.BackplaneMessage.ClientResult;
import io.hubplane.backplane.BackplaneMessage.Confirmation;
import io.hubplane.backplane.BackplaneMessage.ConnectionSend;
import io.hubplane.backplane.BackplaneMessage.ForwardedAnswerOutcome;
import io.hubplane.backplane.BackplaneMessage.ForwardedHttpAnswer;
import io.hubplane.backplane.BackplaneMessage.ForwardedHttpRequest;
import io.hubplane.backplane.BackplaneMessage.GroupAction;
import io.hubplane.backplane.BackplaneMessage.GroupCommand;
import io.hubplane.backplane.BackplaneMessage.HandoverAnswer;
import io.hubplane.backplane.BackplaneMessage.HandoverRequest;
import io.hubplane.backplane.BackplaneMessage.Outcome;
import io.hubplane.backplane.BackplaneMessage.PollRecall;
import io.hubplane.backplane.BackplaneMessage.Probe;
import io.hubplane.backplane.BackplaneMessage.ResultAbandoned;
import io.hubplane.backplane.BackplaneMessage.Send;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackplaneCodecTest {
    private static final byte[] BLANK_STAMP =
            hex("ac 202020202020202020202020 cf 0000000000000000 c410 00000000000000000000000000000000");
    private static final Map<String, byte[]> DUMMIES = encodings("p1", new byte[] {42}, "p2", new byte[] {42});
    private static final Map<String, byte[]> ASPNETCORE = Vectors.read("aspnetcore.vectors");
    private static final Map<String, Scope.Kind> KINDS = Vectors.kinds("aspnetcore.vectors");
    private static final Map<String, byte[]> NODE = Vectors.read("node.vectors");

    private static final Map<String, BackplaneMessage> ASPNETCORE_MESSAGES = Map.ofEntries(
            Map.entry("ack-0", new Acknowledgement(0, true)),
            Map.entry("ack-42", new Acknowledgement(42, true)),
            Map.entry("ack-180", new Acknowledgement(180, true)),
            Map.entry("ack-384", new Acknowledgement(384, true)),
            Map.entry("ack-70000", new Acknowledgement(70_000, true)),
            Map.entry("group-add", new GroupCommand(42, "S", GroupAction.ADD, "G", "C")),
            Map.entry("group-remove", new GroupCommand(42, "S", GroupAction.REMOVE, "G", "C")),
            Map.entry("send-none-excluded", Send.of(List.of(), DUMMIES)),
            Map.entry("send-one-excluded", Send.of(List.of("a"), DUMMIES)),
            Map.entry("send-six-excluded", Send.of(List.of("a", "b", "c", "d", "e", "f"), DUMMIES)),
            Map.entry("send-client-result", new Send(List.of(), DUMMIES, "1", "R")),
            Map.entry("client-result", new ClientResult("p1", new byte[] {42})),
            Map.entry(
                    "hello-world",
                    Send.of(
                            List.of(),
                            encodings(
                                    "json",
                                    utf8("{\"type\":1,\"target\":\"Hello\",\"arguments\":[\"World\"]}\u001e"),
                                    "messagepack",
                                    hex("12 96 01 80 c0 a5 48656c6c6f 91 a5 576f726c64 90")))));

    private static final Map<String, BackplaneMessage> NODE_MESSAGES = Map.ofEntries(
            Map.entry("connection-send", new ConnectionSend("C", Send.of(List.of(), encodings("p1", new byte[] {42})))),
            Map.entry(
                    "connection-send-result",
                    new ConnectionSend("C", new Send(List.of(), encodings("p1", new byte[] {42}), "1", "N"))),
            Map.entry("group-add", new GroupCommand(42, "S", GroupAction.ADD, "G", "C")),
            Map.entry("acknowledgement", new Acknowledgement(42, true)),
            Map.entry("acknowledgement-not", new Acknowledgement(42, false)),
            Map.entry("client-result", new ClientResult("p1", new byte[] {42})),
            Map.entry("client-gone", new ClientGone("1", true)),
            Map.entry("client-unknown", new ClientGone("1", false)),
            Map.entry("result-abandoned", new ResultAbandoned("C", "1")),
            Map.entry(
                    "forwarded-request",
                    new ForwardedHttpRequest(
                            42,
                            "N",
                            "GET",
                            utf8("DE"),
                            "P",
                            Set.of("R"),
                            Instant.parse("2026-01-02T03:04:05Z"),
                            "A",
                            new byte[] {42},
                            true)),
            Map.entry(
                    "forwarded-request-nobody",
                    new ForwardedHttpRequest(
                            42, "N", "GET", utf8("DE"), null, Set.of(), null, "A", new byte[0], false)),
            Map.entry("forwarded-answer", new ForwardedHttpAnswer(42, 200, "t", new byte[] {42}, null)),
            Map.entry(
                    "forwarded-answer-confirmed",
                    new ForwardedHttpAnswer(42, 200, "t", new byte[0], new Confirmation("N", 7))),
            Map.entry("forwarded-written", new ForwardedAnswerOutcome(7, Outcome.WRITTEN)),
            Map.entry("forwarded-not-begun", new ForwardedAnswerOutcome(7, Outcome.NOT_BEGUN)),
            Map.entry("forwarded-unknown", new ForwardedAnswerOutcome(7, Outcome.UNKNOWN)),
            Map.entry("forwarded-recall", new PollRecall("N", 42)),
            Map.entry("handover-ask", new HandoverRequest(42, "N", HandoverStep.ASK, new byte[] {'D', 'E'}, "P")),
            Map.entry(
                    "handover-begin-nobody",
                    new HandoverRequest(42, "N", HandoverStep.BEGIN, new byte[] {'D', 'E'}, null)),
            Map.entry("handover-void", new HandoverRequest(42, "N", HandoverStep.VOID, new byte[] {'D', 'E'}, null)),
            Map.entry("handover-done", new HandoverAnswer(42, "N", HandoverVerdict.DONE, new byte[] {42})),
            Map.entry("handover-other-user", new HandoverAnswer(42, "N", HandoverVerdict.OTHER_USER, new byte[0])));

    static Set<String> aspNetCoreNames() {
        return ASPNETCORE.keySet();
    }

    static Set<String> nodeNames() {
        return NODE.keySet();
    }

    @Test
    void helloWorldVectorHasThePublishedLength() {
        assertThat(known(ASPNETCORE, "hello-world")).hasSize(93);
    }

    @ParameterizedTest
    @MethodSource("aspNetCoreNames")
    void messageOfAspNetCoreIsRead(String name) {
        BackplaneMessage decoded = BackplaneCodec.decode(known(KINDS, name), known(ASPNETCORE, name));

        assertThat(decoded).usingRecursiveComparison().isEqualTo(known(ASPNETCORE_MESSAGES, name));
    }

    @ParameterizedTest
    @MethodSource("aspNetCoreNames")
    void messageIsWrittenAsByAspNetCoreWithOurItemsAppended(String name) {
        byte[] theirs = known(ASPNETCORE, name);
        int theirItems = theirs[0] & 0x0f;
        boolean sendWithoutResult = (name.startsWith("send-") && theirItems == 2) || name.equals("hello-world");
        byte[] twoNils = sendWithoutResult ? hex("c0 c0") : new byte[0];
        byte[] header = {(byte) (0x90 | theirItems + twoNils.length + 3)};

        assertThat(BackplaneCodec.encode(known(ASPNETCORE_MESSAGES, name)))
                .isEqualTo(concat(header, Arrays.copyOfRange(theirs, 1, theirs.length), twoNils, BLANK_STAMP));
    }

    @ParameterizedTest
    @MethodSource("aspNetCoreNames")
    void messageWithOurItemsIsReadLikeOneWithout(String name) {
        BackplaneMessage message = known(ASPNETCORE_MESSAGES, name);
        BackplaneMessage decoded = BackplaneCodec.decode(known(KINDS, name), BackplaneCodec.encode(message));

        assertThat(decoded).usingRecursiveComparison().isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("nodeNames")
    void messageForANodeIsWrittenAndRead(String name) {
        BackplaneMessage message = known(NODE_MESSAGES, name);
        byte[] encoded = BackplaneCodec.encodeForNode(message);

        assertThat(encoded).isEqualTo(concat(known(NODE, name), BLANK_STAMP));
        assertThat(BackplaneCodec.decode(Scope.Kind.NODE, encoded))
                .usingRecursiveComparison()
                .isEqualTo(message);
    }

    /** Nodes with the older layout send no confirmations, and want none. */
    @Test
    void shorterForwardsOfOlderNodesAreRead() {
        ForwardedHttpRequest request = (ForwardedHttpRequest) BackplaneCodec.decode(
                Scope.Kind.NODE, concat(hex("9d 07 2a a14e a3474554 c4024445 c0 90 c0 a141 c4012a"), BLANK_STAMP));
        ForwardedHttpAnswer answer = (ForwardedHttpAnswer)
                BackplaneCodec.decode(Scope.Kind.NODE, concat(hex("98 08 2a ccc8 a174 c4012a"), BLANK_STAMP));

        assertThat(request.body()).containsExactly(42);
        assertThat(request.confirms()).isFalse();
        assertThat(answer.body()).containsExactly(42);
        assertThat(answer.confirmation()).isNull();
    }

    @Test
    void probeOfAnOlderNodeIsReadAndNeedsNoSignature() {
        byte[] probe = concat(hex("94 09"), BLANK_STAMP);

        assertThat(BackplaneCodec.decode(Scope.Kind.NODE, probe)).isEqualTo(new Probe());
        assertThat(BackplaneCodec.onlyDelivers(Scope.Kind.NODE, probe)).isTrue();
    }

    @Test
    void layoutOfAspNetCoreHasNoConnectionSend() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackplaneCodec.encode(known(NODE_MESSAGES, "connection-send")))
                .withMessage("ConnectionSend exists on the channel of a node only");
    }

    @Test
    void nodeIsNotSentAMessageForNoConnection() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackplaneCodec.encodeForNode(Send.of(List.of(), DUMMIES)));
    }

    @ParameterizedTest
    @CsvSource({
        "ALL, 91 90, Invocation",
        "GROUP, 90, Invocation",
        "GROUP_COMMANDS, 94 2a a153 01 a147, GroupCommand",
        "ACKNOWLEDGEMENTS, 90, Ack",
        "CLIENT_RESULTS, 91 a27031, Completion",
        "NODE, 90, node message",
        "NODE, 92 01 a143 80, ConnectionSend",
        "NODE, 94 0a a143 80 c0, ClientQuestion",
        "NODE, 95 02 2a a153 01 a147, GroupCommand",
        "NODE, 92 03 2a, Ack",
        "NODE, 92 04 a27031, Completion",
        "NODE, 92 05 a131, ClientGone",
        "NODE, 92 06 a143, ResultAbandoned",
        "NODE, 99 07 2a a14e a3474554 c4024445 c0 90 c0 a141, ForwardedHttpRequest",
        "NODE, 94 08 2a cc c8 a174, ForwardedHttpAnswer",
        "NODE, 92 0b 07, ForwardedAnswerOutcome",
        "NODE, 92 0c a14e, PollRecall",
        "NODE, 92 14 2a, HandoverRequest",
        "NODE, 92 15 2a, HandoverAnswer"
    })
    void shortArrayIsRefused(Scope.Kind kind, String message, String name) {
        assertThatThrownBy(() -> BackplaneCodec.decode(kind, hex(message)))
                .isInstanceOf(BackplaneException.class)
                .hasMessage("Insufficient items in " + name + " array.");
    }

    @ParameterizedTest
    @CsvSource({
        "ALL, c0, 'Expected an array at byte 0, found 0xc0.'",
        "ALL, 92 90 90, 'Expected a map at byte 2, found 0x90.'",
        "ALL, 92 91 2a 80, 'Expected a string at byte 2, found 0x2a.'",
        "ALL, 92 91 c0 80, 'Expected a string at byte 2, found 0xc0.'",
        "ALL, 92 90 81 a27031 a12a, 'Expected binary data at byte 6, found 0xa1.'",
        "ACKNOWLEDGEMENTS, 91 c0, 'Expected an integer at byte 1, found 0xc0.'",
        "ACKNOWLEDGEMENTS, 91 cf8000000000000001, Integer at byte 1 does not fit 32 bits.",
        "NODE, 93 03 2a 01, 'Expected a boolean at byte 3, found 0x1.'",
        "NODE, 91 63, Unknown kind 99 of node message.",
        "NODE, 9a 07 2a a14e a3474554 c4024445 c0 90 a178 a141 c400, Expected an instant in forwarded request array.",
        "NODE, 93 0b 07 03, Unknown outcome 3 in ForwardedAnswerOutcome array.",
        "GROUP_COMMANDS, 95 2a a153 03 a147 a143, Unknown action 3 in GroupCommand array."
    })
    void wrongItemIsRefused(Scope.Kind kind, String message, String text) {
        assertThatThrownBy(() -> BackplaneCodec.decode(kind, hex(message)))
                .isInstanceOf(BackplaneException.class)
                .hasMessage(text);
    }

    /** For lengths far beyond the message no memory may be reserved. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ddffffffff",
                "92 ddffffffff",
                "92 90 dfffffffff",
                "92 90 81 dbffffffff",
                "92 90 81 a27031 c6ffffffff",
                "92 90 81 a27031 c404 2a"
            })
    void lengthBeyondTheEndIsRefused(String message) {
        assertThatThrownBy(() -> BackplaneCodec.decode(Scope.Kind.ALL, hex(message)))
                .isInstanceOf(BackplaneException.class)
                .hasMessageContaining("ends too early");
    }

    @ParameterizedTest
    @MethodSource("aspNetCoreNames")
    void messageCutAnywhereIsRefused(String name) {
        byte[] message = known(ASPNETCORE, name);
        Scope.Kind kind = known(KINDS, name);
        for (int length = 0; length < message.length; length++) {
            byte[] cut = Arrays.copyOf(message, length);
            assertThatThrownBy(() -> BackplaneCodec.decode(kind, cut)).isInstanceOf(BackplaneException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 255, 256, 65_535, 65_536})
    void namesAndEncodingsOfEveryLengthSurvive(int length) {
        Send send = Send.of(List.of("é".repeat(length)), encodings("x".repeat(length), new byte[length]));

        Send decoded = (Send) BackplaneCodec.decode(Scope.Kind.ALL, BackplaneCodec.encode(send));

        assertThat(decoded.excluded()).isEqualTo(send.excluded());
        assertThat(known(decoded.encodings(), "x".repeat(length))).isEqualTo(new byte[length]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 16, 65_535, 65_536})
    void anyNumberOfExcludedConnectionsSurvives(int count) {
        Send send = Send.of(Collections.nCopies(count, "c"), Map.of());

        Send decoded = (Send) BackplaneCodec.decode(Scope.Kind.ALL, BackplaneCodec.encode(send));

        assertThat(decoded.excluded()).isEqualTo(send.excluded());
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                127,
                128,
                255,
                256,
                65_535,
                65_536,
                Integer.MAX_VALUE,
                -1,
                -32,
                -33,
                -128,
                -129,
                -32_768,
                -32_769,
                Integer.MIN_VALUE
            })
    void idOfEveryWidthSurvives(int id) {
        Acknowledgement acknowledgement = new Acknowledgement(id, true);

        assertThat(BackplaneCodec.decode(Scope.Kind.ACKNOWLEDGEMENTS, BackplaneCodec.encode(acknowledgement)))
                .isEqualTo(acknowledgement);
    }

    private static <T> T known(Map<String, T> map, String name) {
        return Objects.requireNonNull(map.get(name), name);
    }

    private static Map<String, byte[]> encodings(Object... namesAndBytes) {
        Map<String, byte[]> encodings = new LinkedHashMap<>();
        for (int i = 0; i < namesAndBytes.length; i += 2) {
            encodings.put((String) namesAndBytes[i], (byte[]) namesAndBytes[i + 1]);
        }
        return encodings;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
