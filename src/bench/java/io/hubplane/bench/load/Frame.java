package io.hubplane.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames of WebSockets as clients write them, RFC 6455, section 5.2. */
final class Frame {
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final int TEXT = 0x1;
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;

    /** Masked with zeros: the server has the work of unmasking, the load generator has none. */
    private static final byte[] NO_MASK = new byte[4];

    private Frame() {}

    static ByteBuffer text(String text) {
        return of(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static ByteBuffer of(int opcode, byte[] payload) {
        int extended = payload.length < 126 ? 0 : payload.length < 65_536 ? 2 : 8;
        ByteBuffer frame = ByteBuffer.allocate(2 + extended + NO_MASK.length + payload.length);
        frame.put((byte) (FIN | opcode));
        if (extended == 0) {
            frame.put((byte) (MASKED | payload.length));
        } else if (extended == 2) {
            frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (MASKED | 127)).putLong(payload.length);
        }
        return frame.put(NO_MASK).put(payload).flip();
    }

    /** The payload of a close frame as a text for people. */
    static String goodbye(byte[] payload) {
        return payload.length < 2
                ? "without a code"
                : ByteBuffer.wrap(payload).getShort() + " "
                        + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }
}
