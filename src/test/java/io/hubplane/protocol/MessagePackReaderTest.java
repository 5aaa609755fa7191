package io.hubplane.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack;

class MessagePackReaderTest {
    private static MessagePackReader reader(String hex) {
        return new MessagePackReader(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @Test
    void typeIsToldByTheFirstByte() {
        for (int format = 0; format < 256; format++) {
            MessagePackReader reader = new MessagePackReader(new byte[] {(byte) format});
            String expected = MessageFormat.valueOf((byte) format).name();
            if (format == 0xc1) {
                assertThatExceptionOfType(ProtocolException.class).isThrownBy(reader::type);
            } else {
                assertThat(reader.type()).as(expected).isEqualTo(type(expected));
            }
        }
    }

    private static MessagePackType type(String format) {
        return switch (format.replaceAll("[0-9]|FIX", "")) {
            case "POSINT", "NEGINT", "UINT", "INT" -> MessagePackType.INTEGER;
            case "MAP" -> MessagePackType.MAP;
            case "ARRAY" -> MessagePackType.ARRAY;
            case "STR" -> MessagePackType.STRING;
            case "NIL" -> MessagePackType.NIL;
            case "BOOLEAN" -> MessagePackType.BOOLEAN;
            case "BIN" -> MessagePackType.BINARY;
            case "EXT" -> MessagePackType.EXTENSION;
            case "FLOAT" -> MessagePackType.FLOATING_POINT;
            default -> throw new IllegalArgumentException(format);
        };
    }

    @Test
    void valueIsPassedOverWhateverItIs() throws IOException {
        MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
        packer.packArrayHeader(20).packNil().packBoolean(true);
        for (int length : new int[] {1, 40, 300, 70_000}) {
            packer.packString("x".repeat(length));
            packer.packBinaryHeader(length).addPayload(new byte[length]);
            packer.packExtensionTypeHeader((byte) 5, length).addPayload(new byte[length]);
        }
        packer.packFloat(1).packDouble(2).packLong(-5_000_000_000L).packInt(5);
        packer.packMapHeader(1).packString("a").packArrayHeader(0).packNil();
        byte[] value = packer.toByteArray();
        MessagePackReader reader = new MessagePackReader(value);

        reader.skip(3);

        assertThat(reader.position()).isEqualTo(value.length);
        for (int length = 0; length < value.length; length += 97) {
            MessagePackReader cut = new MessagePackReader(value, 0, length);
            assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> cut.skip(3));
        }
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> new MessagePackReader(value).skip(2))
                .withMessageStartingWith("Arrays and maps are nested too deeply");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c6 ff ff ff ff 00",
                "db 7f ff ff ff 00",
                "c9 ff ff ff ff 05 00",
                "dd ff ff ff ff 00",
                "df 80 00 00 00"
            })
    void announcedLengthIsNotBelieved(String hex) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> reader(hex).skip(9))
                .withMessageStartingWith("Message ends too early");
    }

    @Test
    void nothingOutsideThePartIsRead() {
        byte[] bytes = {1, 2, 3, 4};
        MessagePackReader reader = new MessagePackReader(bytes, 1, 2);

        assertThat(reader.integer()).isEqualTo(2);
        assertThat(reader.integer()).isEqualTo(3);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(reader::integer)
                .withMessage("Message ends too early: 1 more bytes expected at byte 3 of 3.");
    }

    @Test
    void otherTypeThanExpectedIsAProtocolError() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> reader("a1 78").integer())
                .withMessage("Expected an integer at byte 0, found 0xa1.");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> reader("c0").string());
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> reader("01").bool());
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> reader("01").nil());
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> reader("01").floatingPoint());
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> reader("01").binary());
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> reader("01").array());
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> reader("01").map());
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> reader("01").extension());
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> reader("cf 80 00 00 00 00 00 00 00").longInteger())
                .withMessage("Integer at byte 0 does not fit 64 bits.");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> reader("ce 80 00 00 00").integer())
                .withMessage("Integer at byte 0 does not fit 32 bits.");
    }

    @Test
    void extensionsSurviveTheRoundTrip() {
        for (int length : new int[] {0, 1, 2, 3, 4, 8, 12, 16, 17, 300, 70_000}) {
            byte[] extension = new byte[1 + length];
            Arrays.fill(extension, (byte) 7);
            MessagePackWriter writer = new MessagePackWriter(1);
            writer.extension(extension);

            assertThat(new MessagePackReader(writer.toByteArray()).extension()).isEqualTo(extension);
        }
    }

    @Test
    void randomBytesAreAValueOrAProtocolError() {
        Random random = new Random(42);
        int values = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            try {
                new MessagePackReader(bytes).skip(10);
                values++;
            } catch (ProtocolException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
        assertThat(values).isPositive();
    }
}
