package io.hubplane.protocol;

/**
 * Tells one message from the next in a stream of bytes. Stateless.
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
     * @param scanned how many bytes from there have been looked at in vain before
     * @param available how many bytes there are from the offset on
     * @return the frame's bounds relative to the offset
     * @throws ProtocolException if the bytes cannot be the beginning of a frame
     */
    Bounds next(byte[] buffer, int offset, int scanned, int available);

    /**
     * Where a frame lies. All numbers are bytes.
     *
     * @param header the length of what precedes the message
     * @param message the length of the message; as far as announced or received if the frame is incomplete
     * @param frame the length of the whole frame; 0 if it is incomplete
     */
    record Bounds(int header, int message, int frame) {
        /**
         * A frame that is not complete yet.
         *
         * @param message the length of the message as far as announced or received, in bytes
         * @return the bounds
         */
        public static Bounds incomplete(int message) {
            return new Bounds(0, message, 0);
        }

        /**
         * Whether the frame has been received whole.
         *
         * @return true if so
         */
        public boolean isComplete() {
            return frame > 0;
        }
    }
}
