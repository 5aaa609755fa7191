package io.hubplane.transport.websocket;

import io.hubplane.transport.Batch;
import java.nio.ByteBuffer;

/**
 * A batch as one server frame, which is not masked (RFC 6455, 5.2):
 *
 * <pre>
 * FIN and opcode (1), length (1, 3 or 9), payload
 * </pre>
 */
final class WebSocketFrame {
    /** Made once for all connections that send the same batch. */
    static final Batch.Form FORM = WebSocketFrame::of;

    private static final byte TEXT = (byte) 0x81;
    private static final byte BINARY = (byte) 0x82;
    private static final int LONGEST_HEADER = 10;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private WebSocketFrame() {}

    static byte[] of(Batch batch) {
        byte[] payload = batch.joinedBytes();
        ByteBuffer header = ByteBuffer.allocate(LONGEST_HEADER).put(batch.text() ? TEXT : BINARY);
        if (payload.length < TWO_BYTES) {
            header.put((byte) payload.length);
        } else if (payload.length <= 0xFFFF) {
            header.put((byte) TWO_BYTES).putShort((short) payload.length);
        } else {
            header.put((byte) EIGHT_BYTES).putLong(payload.length);
        }
        byte[] frame = new byte[header.flip().remaining() + payload.length];
        int begin = header.remaining();
        header.get(frame, 0, begin);
        System.arraycopy(payload, 0, frame, begin, payload.length);
        return frame;
    }
}
