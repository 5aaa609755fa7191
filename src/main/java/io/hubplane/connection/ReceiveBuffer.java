package io.hubplane.connection;

import io.hubplane.protocol.Framing;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes of a connection that are not yet a complete message. It grows as needed and holds no array while it is
 * empty. Used by one thread at a time.
 */
final class ReceiveBuffer {
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int start;
    private int end;
    /** How many bytes from the start have been searched without result. */
    private int scanned;

    void append(ByteBuffer data) {
        int length = data.remaining();
        makeRoom(length);
        data.get(bytes, end, length);
        end += length;
    }

    private void makeRoom(int length) {
        if (bytes.length - end >= length) {
            return;
        }
        int available = available();
        int needed = Math.addExact(available, length);
        if (needed > bytes.length) {
            // Doubled, so that a message which comes byte by byte is not copied each time; but exact for the first
            // portion.
            int capacity = available == 0 ? needed : Math.max(needed, (int) Math.min(2L * bytes.length, 1 << 30));
            bytes = start == 0 ? Arrays.copyOf(bytes, capacity) : copy(capacity, available);
        } else {
            System.arraycopy(bytes, start, bytes, 0, available);
        }
        start = 0;
        end = available;
    }

    private byte[] copy(int capacity, int available) {
        byte[] result = new byte[capacity];
        System.arraycopy(bytes, start, result, 0, available);
        return result;
    }

    /** Looks for the next frame, continuing where the previous search ended. */
    Framing.Bounds next(Framing framing) {
        Framing.Bounds bounds = framing.next(bytes, start, scanned, available());
        scanned = bounds.isComplete() ? 0 : available();
        return bounds;
    }

    /** Removes a frame that has been read. */
    void consume(int length) {
        start += length;
        if (start == end) {
            bytes = NOTHING;
            start = 0;
            end = 0;
        }
    }

    /** Drops its contents. */
    void clear() {
        scanned = 0;
        consume(available());
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int available() {
        return end - start;
    }

    /** The size of its array in bytes, for tests. */
    int capacity() {
        return bytes.length;
    }
}
