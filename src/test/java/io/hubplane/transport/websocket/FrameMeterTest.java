package io.hubplane.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameMeterTest {
    private static final String MASK = "01020304";

    private final FrameMeter meter = new FrameMeter(70_000);

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private boolean pass(byte[] bytes) {
        return meter.pass(bytes, 0, bytes.length);
    }

    private static byte[] frame(String head, int payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(bytes(head));
        frame.writeBytes(new byte[payload]);
        return frame.toByteArray();
    }

    private boolean isUnfinished() {
        meter.partialFor(1);
        return meter.partialFor(2) > 0;
    }

    @Test
    void framesOfAllFormsMayFollowOneAnother() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(frame("81 80" + MASK, 0));
        all.writeBytes(frame("01 85" + MASK, 5));
        all.writeBytes(frame("89 00", 0));
        all.writeBytes(frame("00 fe 0100" + MASK, 256));
        all.writeBytes(frame("80 ff 0000000000010000" + MASK, 65_536));
        all.writeBytes(frame("82 7d", 125));
        byte[] bytes = all.toByteArray();

        assertThat(pass(bytes)).isTrue();
        assertThat(isUnfinished()).isFalse();

        Random random = new Random(1);
        for (int from = 0; from < bytes.length; ) {
            int count = Math.min(1 + random.nextInt(300), bytes.length - from);
            assertThat(meter.pass(bytes, from, count)).isTrue();
            from += count;
        }
        assertThat(isUnfinished()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "82 ff 0000000000011171",
                "82 ff 0000000100000000",
                "82 ff ffffffffffffffff",
                "01 7f 0000000000011171"
            })
    void frameThatIsTooLongIsKnownByItsHead(String head) {
        assertThat(pass(frame("81 85" + MASK, 5))).isTrue();

        assertThat(pass(bytes(head))).isFalse();
    }

    @Test
    void frameOfJustTheLongestLengthIsNotTooLong() {
        assertThat(pass(bytes("82 ff 0000000000011170" + MASK))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"81", "81 85", "81 85 0102", "81 85 01020304", "81 85 01020304 05", "81 fe 01"})
    void frameThatHasComeInPartIsUnfinished(String part) {
        pass(bytes(part));

        assertThat(meter.partialFor(10)).isZero();
        assertThat(meter.partialFor(25)).isEqualTo(15);
    }

    @Test
    void timeBeginsAnewWithTheNextFrame() {
        pass(bytes("81 82 01020304 05"));
        meter.partialFor(10);
        assertThat(meter.partialFor(20)).isEqualTo(10);

        pass(bytes("06 81 82 01020304 05"));

        assertThat(meter.partialFor(30)).isZero();
        assertThat(meter.partialFor(40)).isEqualTo(10);
        pass(bytes("06"));
        assertThat(meter.partialFor(50)).isZero();
    }
}
