package io.hubplane.protocol.messagepack;

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
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagePackHubProtocolTest extends HubProtocolContract {
    private static final String FOLDER = "/io/hubplane/protocol/messagepack/";

    private final HubProtocol protocol = new MessagePackHubProtocol();

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
        return hex("94 63 80 a1 31 91 c3");
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }

    private @Nullable HubMessage readBody(byte[] body) {
        return protocol.read(body, 0, body.length);
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
        assertThat(hex(protocol.write(HubMessages.named(vector.text("name"))))).isEqualTo(vector.text("bytes"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void vectorIsReadAsTheMessage(Vector vector) {
        HubMessage message = HubMessages.named(vector.text("name"));

        assertThat(ReceivedMessages.boundLike(read(vector.hex("bytes")), message))
                .isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void formOfAMessageMayVary(Vector vector) {
        HubMessage message = HubMessages.named(vector.text("reads-as"));

        assertThat(ReceivedMessages.boundLike(readBody(vector.hex("bytes")), message))
                .isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("illegal")
    void illegalInputIsAProtocolError(Vector vector) {
        assertThatExceptionOfType(ProtocolException.class)
                .as(vector.text("rule"))
                .isThrownBy(() -> readBody(vector.hex("bytes")))
                .withMessage(vector.text("error"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "94 02 80 a1 31 d3 00 00 00 00 00 00 00 2a     | item in a longer form than needed",
                "95 03 80 a1 31 03 df 00 00 00 01 a1 61 cc 01  | result in a longer form than needed",
                "96 01 80 c0 a1 74 dc 00 02 d9 01 78 c7 01 05 ff 90 | arguments of an extension nobody knows"
            })
    void valuesAreKeptExactlyAsTheyCame(String body, String what) {
        byte[] message = hex(body);

        byte[] written = protocol.write(requireNonNull(readBody(message)));

        assertThat(written[0]).as(what).isEqualTo((byte) message.length);
        assertThat(hex(Arrays.copyOfRange(written, 1, written.length))).as(what).isEqualTo(hex(message));
    }

    @Test
    void messageIsReadFromTheMiddleOfABuffer() {
        byte[] buffer = hex("c1 c1 94 02 80 a1 31 2a c1");

        assertThat(protocol.read(buffer, 2, 6)).isEqualTo(readBody(hex("94 02 80 a1 31 2a")));
    }

    @Test
    void nestingIsLimited() {
        assertThat(readBody(nested(62))).isInstanceOf(HubMessage.Invocation.class);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> readBody(nested(63)))
                .withMessageStartingWith("Arrays and maps are nested too deeply");
    }

    private static byte[] nested(int levels) {
        return hex("95 01 80 c0 a1 74 91 " + "91 ".repeat(levels - 1) + "90");
    }

    @Test
    void nestingIsLimitedAlikeWhenReadAndWritten() {
        assertThat(read(protocol.write(HubMessage.Invocation.of("t", lists(62)))))
                .isNotNull();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> protocol.write(HubMessage.Invocation.of("t", lists(63))))
                .withMessageContaining("64 levels");
        assertThat(read(protocol.write(HubMessage.Completion.ofResult("1", lists(63)))))
                .isNotNull();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> protocol.write(HubMessage.Completion.ofResult("1", lists(64))));
    }

    private static Object lists(int levels) {
        return levels == 1 ? List.of() : List.of(lists(levels - 1));
    }

    @Test
    void valueThatContainsItselfIsRefused() {
        List<Object> endless = new ArrayList<>();
        endless.add(endless);

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> protocol.write(HubMessage.Invocation.of("method", endless)));
    }

    @ParameterizedTest
    @ValueSource(ints = {31, 32, 255, 256, 65_535, 65_536, 3_000_000})
    void textsOfAnyLengthAreFramed(int length) {
        HubMessage message = HubMessage.Completion.ofError("1", "x".repeat(length));

        assertThat(read(protocol.write(message))).isEqualTo(message);
    }

    @Test
    void randomBytesAreAMessageOrAProtocolError() {
        Random random = new Random(42);
        byte[] seed = protocol.write(HubMessages.named("invocation with arguments of all kinds"));
        int messages = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] body = Arrays.copyOfRange(seed, 1, seed.length);
            for (int changes = random.nextInt(4) + 1; changes > 0; changes--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            try {
                messages += readBody(body) == null ? 0 : 1;
            } catch (ProtocolException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
        assertThat(messages).isPositive();
    }

    @Test
    void textIsUtf8() {
        assertThat(new String(protocol.write(HubMessage.Invocation.of("grüß😀")), UTF_8))
                .contains("grüß😀");
    }

    @Test
    void isBinaryNamedMessagepack() {
        assertThat(protocol.name()).isEqualTo("messagepack");
        assertThat(protocol.transferFormat()).isEqualTo(TransferFormat.BINARY);
    }
}
