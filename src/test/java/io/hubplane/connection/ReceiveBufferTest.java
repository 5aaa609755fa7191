package io.hubplane.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.protocol.Framing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiveBufferTest {
    private final ReceiveBuffer buffer = new ReceiveBuffer();

    private void append(String text) {
        buffer.append(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> takeAll() {
        List<String> result = new ArrayList<>();
        while (true) {
            Framing.Bounds bounds = buffer.next(Framing.RECORD_SEPARATOR);
            if (!bounds.isComplete()) {
                return result;
            }
            result.add(new String(buffer.bytes(), buffer.start(), bounds.message(), StandardCharsets.UTF_8));
            buffer.consume(bounds.frame());
        }
    }

    @Test
    void everySplitOfTwoRecordsIsReadAlike() {
        String text = "first\u001esecond\u001e";
        for (int i = 0; i <= text.length(); i++) {
            append(text.substring(0, i));
            List<String> records = new ArrayList<>(takeAll());
            append(text.substring(i));
            records.addAll(takeAll());

            assertThat(records).containsExactly("first", "second");
            assertThat(buffer.capacity()).isZero();
        }
    }

    @Test
    void holdsNoArrayWhenEverythingIsRead() {
        append("record\u001e");
        assertThat(buffer.capacity()).isEqualTo(7);
        takeAll();

        assertThat(buffer.capacity()).isZero();
        assertThat(buffer.available()).isZero();
    }

    @Test
    void growsByDoublingWhileARecordComesByteByByte() {
        for (int i = 0; i < 1000; i++) {
            append("x");
        }
        append("\u001e");

        assertThat(buffer.capacity()).isBetween(1001, 2048);
        assertThat(takeAll()).containsExactly("x".repeat(1000));
    }

    @Test
    void whatHasBeenSearchedIsNotSearchedAgain() {
        List<Integer> scanned = new ArrayList<>();
        Framing framing = (bytes, offset, seen, available) -> {
            scanned.add(seen);
            return Framing.RECORD_SEPARATOR.next(bytes, offset, seen, available);
        };
        append("abc");
        buffer.next(framing);
        append("de\u001ef");
        buffer.consume(buffer.next(framing).frame());
        buffer.next(framing);

        assertThat(scanned).containsExactly(0, 3, 0);
    }
}
