package io.hubplane.protocol.messagepack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hubplane.protocol.Framing.Bounds;
import io.hubplane.protocol.MessagePackWriter;
import io.hubplane.protocol.ProtocolException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VarintFramingTest {
    private final VarintFraming framing = new VarintFraming();

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private Bounds next(byte[] buffer) {
        return framing.next(buffer, 0, 0, buffer.length);
    }

    @ParameterizedTest
    @CsvSource({"00, 0", "01, 1", "7f, 127", "8001, 128", "8029, 5248", "ff7f, 16383", "808001, 16384", "808002, 32768"
    })
    void lengthIsReadAndWritten(String prefix, int length) {
        byte[] header = hex(prefix);
        byte[] frame = Arrays.copyOf(header, header.length + length);

        assertThat(next(frame)).isEqualTo(new Bounds(header.length, length, frame.length));

        MessagePackWriter message = VarintFraming.begin(1);
        message.raw(new byte[length], 0, length);
        assertThat(VarintFraming.frame(message)).isEqualTo(frame);
    }

    @Test
    void lengthIsAnnouncedBeforeTheMessageIsThere() {
        assertThat(next(hex("ffffffff07"))).isEqualTo(Bounds.incomplete(Integer.MAX_VALUE));
        assertThat(next(hex("8001000000"))).isEqualTo(Bounds.incomplete(128));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80", "ffff", "ffffff", "ffffffff"})
    void partOfALengthIsIncomplete(String prefix) {
        assertThat(next(hex(prefix))).isEqualTo(Bounds.incomplete(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffffffff08", "8080808010", "ffffffffff", "8080808080"})
    void lengthBeyondTwoGigabytesIsAProtocolError(String prefix) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> next(hex(prefix)))
                .withMessage("The length of a message exceeds 2147483647 bytes.");
    }

    @Test
    void longerPrefixThanNeededIsRead() {
        assertThat(next(hex("81000600"))).isEqualTo(new Bounds(2, 1, 3));
    }

    @Test
    void frameIsLookedForAtItsOffset() {
        byte[] buffer = hex("ffff02910601c1");

        assertThat(framing.next(buffer, 2, 0, 5)).isEqualTo(new Bounds(1, 2, 3));
        assertThat(framing.next(buffer, 5, 0, 2)).isEqualTo(new Bounds(1, 1, 2));
    }
}
