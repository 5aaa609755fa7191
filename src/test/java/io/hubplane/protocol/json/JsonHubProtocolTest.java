package io.hubplane.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hubplane.contract.HubProtocolContract;
import io.hubplane.fake.HubMessages;
import io.hubplane.fake.ReceivedMessages;
import io.hubplane.fake.WireVectors;
import io.hubplane.fake.WireVectors.Vector;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.ProtocolException;
import io.hubplane.protocol.TransferFormat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonHubProtocolTest extends HubProtocolContract {
    private static final String FOLDER = "/io/hubplane/protocol/json/";

    private final HubProtocol protocol = new JsonHubProtocol();

    static List<Vector> messages() {
        return WireVectors.read(FOLDER + "messages.txt");
    }

    static List<Vector> variants() {
        return WireVectors.read(FOLDER + "variants.txt");
    }

    static List<Vector> illegal() {
        return WireVectors.read(FOLDER + "illegal.txt");
    }

    @Override
    protected HubProtocol protocol() {
        return protocol;
    }

    @Override
    protected byte[] messageOfUnknownType() {
        return "{\"type\":99,\"invocationId\":\"1\",\"news\":[1]}".getBytes(UTF_8);
    }

    @Test
    void thereIsAVectorForEachMessage() {
        assertThat(messages())
                .extracting(Vector::toString)
                .containsExactlyElementsOf(HubMessages.all().keySet());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messageIsWrittenAsTheVectorSays(Vector vector) {
        byte[] frame = protocol.write(HubMessages.named(vector.text("name")));

        assertThat(new String(frame, UTF_8)).isEqualTo(vector.text("bytes"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void vectorIsReadAsTheMessage(Vector vector) {
        HubMessage message = HubMessages.named(vector.text("name"));

        assertThat(ReceivedMessages.boundLike(read(vector.bytes("bytes")), message))
                .isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void formOfAMessageMayVary(Vector vector) {
        HubMessage message = HubMessages.named(vector.text("reads-as"));

        assertThat(ReceivedMessages.boundLike(read(vector.bytes("bytes")), message))
                .isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("illegal")
    void illegalInputIsAProtocolError(Vector vector) {
        assertThatExceptionOfType(ProtocolException.class)
                .as(vector.text("rule"))
                .isThrownBy(() -> read(vector.bytes("bytes")))
                .withMessage(vector.text("error"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-12",
                "1.5",
                "-1e-3",
                "\"\"",
                "\"text\"",
                "\"\\\"]}\\\\\"",
                "\"grüß😀\"",
                "[]",
                "[1,[2],{}]",
                "{}",
                "{\"a\":{\"b\":[\"}\"]}}",
                "[ 1 , 2 ]"
            })
    void valuesAreKeptExactlyAsTheyCame(String json) {
        for (String after : List.of("", " ", "\t\n", ",\"x\":\"y\"", " , \"x\" : 1")) {
            String item = "{\"item\":" + json + after + ",\"type\":2,\"invocationId\":\"ü\"}";
            String last = "{\"type\":1,\"target\":\"ü\",\"arguments\":[\"ü\"," + json + "]" + after + "}";

            assertThat(rewritten(item)).isEqualTo("{\"type\":2,\"invocationId\":\"ü\",\"item\":" + json + "}\u001e");
            assertThat(rewritten(last))
                    .isEqualTo("{\"type\":1,\"target\":\"ü\",\"arguments\":[\"ü\"," + json + "]}\u001e");
        }
    }

    private String rewritten(String json) {
        byte[] buffer = ("noise" + json + "noise").getBytes(UTF_8);
        HubMessage message = requireNonNull(protocol.read(buffer, 5, buffer.length - 10));
        return new String(protocol.write(message), UTF_8);
    }

    @Test
    void nestingIsLimited() {
        assertThat(read(nested(62))).isInstanceOf(HubMessage.Invocation.class);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(nested(63)))
                .withMessage("Error reading JSON.");
    }

    private static byte[] nested(int levels) {
        return ("{\"type\":1,\"target\":\"t\",\"arguments\":[" + "[".repeat(levels) + "]".repeat(levels) + "]}\u001e")
                .getBytes(UTF_8);
    }

    @Test
    void valueThatContainsItselfIsRefused() {
        List<Object> endless = new ArrayList<>();
        endless.add(endless);

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> protocol.write(HubMessage.Invocation.of("method", endless)));
    }

    @Test
    void onlyUtf8IsRead() {
        byte[] message = "{\"type\":6}".getBytes(UTF_16LE);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> protocol.read(message, 0, message.length))
                .withMessage("Error reading JSON.");
    }

    @Test
    void brokenUtf8InAValueIsAProtocolError() {
        byte[] message = "{\"type\":2,\"invocationId\":\"1\",\"item\":\"x\"}".getBytes(UTF_8);
        message[message.length - 3] = (byte) 0xC3;

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> protocol.read(message, 0, message.length))
                .withMessage("Error reading JSON.");
    }

    @Test
    void isTextNamedJson() {
        assertThat(protocol.name()).isEqualTo("json");
        assertThat(protocol.transferFormat()).isEqualTo(TransferFormat.TEXT);
    }
}
