package io.hubplane.transport.websocket;

/**
 * Follows the frames that a client sends (RFC 6455, section 5.2) by their lengths alone. So a frame that is too long is
 * recognized by its header, and one that does not end by the time it takes. One thread at a time passes the bytes,
 * another one the time:
 *
 * <pre>
 * FIN and opcode (1), mask and length (1), longer length (0, 2 or 8), mask (0 or 4), payload
 * </pre>
 */
final class FrameMeter {
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7F;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final int MASK_SIZE = 4;

    private enum Part {
        OPCODE,
        LENGTH,
        LONGER_LENGTH,
        MASK,
        PAYLOAD
    }

    private final long longest;
    private Part part = Part.OPCODE;
    /** How many bytes are left of the current part. */
    private long left = 1;

    private int maskSize;
    private long length;
    private long frames;
    /** The number of the frame that has partly arrived; 0 if there is none. */
    private volatile long unfinished;

    // Used by the thread that passes the time.
    private long lookedAt;
    private long since;

    /**
     * Makes a meter.
     *
     * @param longest how long the payload of a frame may be, in bytes
     */
    FrameMeter(long longest) {
        this.longest = longest;
    }

    /**
     * Passes bytes.
     *
     * @return false from the first frame on that is longer than allowed
     */
    boolean pass(byte[] bytes, int offset, int count) {
        int end = offset + count;
        int position = offset;
        while (position < end) {
            if (part == Part.PAYLOAD) {
                int skipped = (int) Math.min(left, end - position);
                left -= skipped;
                position += skipped;
            } else {
                left--;
                read(bytes[position] & 0xFF);
                position++;
            }
            if (left == 0) {
                next();
            }
            if (length < 0 || length > longest) {
                return false;
            }
        }
        unfinished = part == Part.OPCODE ? 0 : frames + 1;
        return true;
    }

    private void read(int value) {
        if (part == Part.LENGTH) {
            maskSize = (value & MASKED) == 0 ? 0 : MASK_SIZE;
            length = value & LENGTH;
        } else if (part == Part.LONGER_LENGTH) {
            length = length << Byte.SIZE | value;
        }
    }

    /** A part is complete: goes on to the next one that is not empty. */
    private void next() {
        switch (part) {
            case OPCODE -> enter(Part.LENGTH, 1);
            case LENGTH -> {
                int size = length == TWO_BYTES ? Short.BYTES : length == EIGHT_BYTES ? Long.BYTES : 0;
                if (size > 0) {
                    length = 0;
                }
                enter(Part.LONGER_LENGTH, size);
            }
            case LONGER_LENGTH -> enter(Part.MASK, maskSize);
            case MASK -> enter(Part.PAYLOAD, length);
            case PAYLOAD -> {
                frames++;
                length = 0;
                enter(Part.OPCODE, 1);
            }
        }
    }

    private void enter(Part following, long size) {
        part = following;
        left = size;
        if (size == 0) {
            next();
        }
    }

    /**
     * For how long the present frame has been arriving without being complete; too little by at most the time between
     * two calls.
     *
     * @param now the time in nanoseconds, from any origin
     * @return the time in nanoseconds; 0 if there is no such frame
     */
    long partialFor(long now) {
        long frame = unfinished;
        if (frame != lookedAt) {
            lookedAt = frame;
            since = now;
        }
        return frame == 0 ? 0 : now - since;
    }
}
