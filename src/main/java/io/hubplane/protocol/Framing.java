package io.hubplane.protocol;

/**
 * Finds where messages begin and end in a stream of bytes. Stateless.
 *
 * <p>A frame is {@code header | message | trailer}; one of header and trailer is empty.
 */
public interface Framing {
    /** JSON and the handshake: each message ends with the record separator, 0x1E (Hub Protocol, <em>JSON encoding</em>). */
    Framing RECORD_SEPARATOR = new RecordSeparatorFraming();

    /**
     * Looks for the first complete frame.
     *
     * @param buffer the bytes received
     * @param offset where the first frame begins
     * @param scanned how many bytes from there have already been scanned without finding the end
     * @param available how many bytes there are from the offset on
     * @return the frame's bounds relative to the offset
     * @throws ProtocolException if the bytes cannot be the beginning of a frame
     */
    Bounds next(byte[] buffer, int offset, int scanned, int available);

    /**
     * The bounds of a frame. All numbers are in bytes.
     *
     * @param header the length of the header
     * @param message the length of the message; if the frame is incomplete, the length announced or received so far
     * @param frame the length of the whole frame; 0 if it is incomplete
     */
    record Bounds(int header, int message, int frame) {
        /**
         * A frame that is not complete yet.
         *
         * @param message the length of the message, as announced or as received so far, in bytes
         * @return the bounds
         */
        public static Bounds incomplete(int message) {
            return new Bounds(0, message, 0);
        }

        /**
         * Whether the frame has been received completely.
         *
         * @return true if so
         */
        public boolean isComplete() {
            return frame > 0;
        }
    }
}
