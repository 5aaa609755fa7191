package io.hubplane.protocol;

/** Messages ended by 0x1E (Hub Protocol, <em>JSON encoding</em>). */
final class RecordSeparatorFraming implements Framing {
    static final byte SEPARATOR = 0x1E;

    @Override
    public Bounds next(byte[] buffer, int offset, int scanned, int available) {
        for (int i = scanned; i < available; i++) {
            if (buffer[offset + i] == SEPARATOR) {
                return new Bounds(0, i, i + 1);
            }
        }
        return Bounds.incomplete(available);
    }
}
