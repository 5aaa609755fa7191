package io.hubplane.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordSeparatorFramingTest {
    private static Framing.Bounds next(String text, int offset, int scanned) {
        byte[] buffer = text.getBytes(UTF_8);
        return Framing.RECORD_SEPARATOR.next(buffer, offset, scanned, buffer.length - offset);
    }

    @Test
    void frameEndsWithItsSeparator() {
        assertThat(next("{}\u001e", 0, 0)).isEqualTo(new Framing.Bounds(0, 2, 3));
    }

    @Test
    void onlyTheFirstFrameIsFound() {
        assertThat(next("{}\u001e[1]\u001e", 0, 0)).isEqualTo(new Framing.Bounds(0, 2, 3));
    }

    @Test
    void boundsAreRelativeToTheOffset() {
        assertThat(next("{}\u001e[1]\u001e", 3, 0)).isEqualTo(new Framing.Bounds(0, 3, 4));
    }

    @Test
    void emptyMessageIsAFrame() {
        assertThat(next("\u001e", 0, 0)).isEqualTo(new Framing.Bounds(0, 0, 1));
        assertThat(next("\u001e", 0, 0).isComplete()).isTrue();
    }

    @Test
    void frameWithoutSeparatorIsIncompleteAndTellsItsLengthSoFar() {
        assertThat(next("{\"a", 0, 0)).isEqualTo(Framing.Bounds.incomplete(3));
        assertThat(next("{\"a", 0, 0).isComplete()).isFalse();
        assertThat(next("", 0, 0)).isEqualTo(Framing.Bounds.incomplete(0));
    }

    @Test
    void bytesScannedBeforeAreNotLookedAtAgain() {
        assertThat(next("ab\u001ecd\u001e", 0, 3)).isEqualTo(new Framing.Bounds(0, 5, 6));
        assertThat(next("x\u001eab\u001ecd\u001e", 2, 3)).isEqualTo(new Framing.Bounds(0, 5, 6));
        assertThat(next("abc", 0, 3)).isEqualTo(Framing.Bounds.incomplete(3));
    }

    @Test
    void nothingBehindWhatIsAvailableIsLookedAt() {
        byte[] buffer = "ab\u001e".getBytes(UTF_8);

        assertThat(Framing.RECORD_SEPARATOR.next(buffer, 0, 0, 2)).isEqualTo(Framing.Bounds.incomplete(2));
    }
}
