package io.hubplane.transport.http;

import io.hubplane.transport.Batch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes server-sent events (Transport Protocols, <em>Server-Sent Events (Server-to-Client only)</em>; HTML Standard,
 * <em>Server-sent events</em>).
 *
 * <pre>
 * data: first line CR LF
 * data: second line CR LF
 * CR LF
 * </pre>
 */
final class EventFormat {
    /** A batch as one event. It is made only once, even if many streams send the same batch. */
    static final Batch.Form FORM = batch -> event(batch.joinedBytes());

    private static final byte[] FIELD = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private EventFormat() {}

    /** A comment that shows the client that the stream is open; Firefox would otherwise wait for the first event. */
    static byte[] opening() {
        return ":\r\n".getBytes(StandardCharsets.US_ASCII);
    }

    /** One event. Lines of the text end with LF or CR LF; the receiver sees LF. */
    static byte[] event(byte[] text) {
        byte[] event = new byte[text.length + lines(text) * (FIELD.length + LINE_END.length) + LINE_END.length];
        int length = 0;
        int start = 0;
        for (int i = 0; i <= text.length; i++) {
            if (i == text.length || text[i] == '\n') {
                int end = i < text.length && i > start && text[i - 1] == '\r' ? i - 1 : i;
                length = put(FIELD, 0, FIELD.length, event, length);
                length = put(text, start, end, event, length);
                length = put(LINE_END, 0, LINE_END.length, event, length);
                start = i + 1;
            }
        }
        length = put(LINE_END, 0, LINE_END.length, event, length);
        return length == event.length ? event : Arrays.copyOf(event, length);
    }

    private static int lines(byte[] text) {
        int lines = 1;
        for (byte each : text) {
            if (each == '\n') {
                lines++;
            }
        }
        return lines;
    }

    private static int put(byte[] source, int start, int end, byte[] target, int position) {
        System.arraycopy(source, start, target, position, end - start);
        return position + end - start;
    }
}
