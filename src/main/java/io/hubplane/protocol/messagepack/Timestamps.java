package io.hubplane.protocol.messagepack;

import io.hubplane.protocol.ProtocolException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Points in time (MessagePack specification, <em>Timestamp extension type</em>), each in the shortest form that holds
 * it:
 *
 * <pre>
 *   4 bytes   seconds, 32 bits unsigned
 *   8 bytes   nanoseconds, 30 bits | seconds, 34 bits unsigned
 *   12 bytes  nanoseconds, 32 bits | seconds, 64 bits signed
 * </pre>
 */
final class Timestamps {
    private static final byte TYPE = -1;
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private Timestamps() {}

    /** The extension, including its type. */
    static byte[] encode(Instant instant) {
        long seconds = instant.getEpochSecond();
        long nanos = instant.getNano();
        if (seconds >>> 34 != 0) {
            return extension(12).putInt((int) nanos).putLong(seconds).array();
        }
        if (nanos != 0 || seconds >>> 32 != 0) {
            return extension(8).putLong(nanos << 34 | seconds).array();
        }
        return extension(4).putInt((int) seconds).array();
    }

    private static ByteBuffer extension(int length) {
        return ByteBuffer.allocate(1 + length).put(TYPE);
    }

    /** The instant in an extension that includes its type; null if the extension is something else. */
    static @Nullable Instant decode(byte[] extension) {
        ByteBuffer in = ByteBuffer.wrap(extension);
        if (in.get() != TYPE) {
            return null;
        }
        return switch (in.remaining()) {
            case 4 -> Instant.ofEpochSecond(Integer.toUnsignedLong(in.getInt()));
            case 8 -> {
                long both = in.getLong();
                yield instant(both & 0x3_ffff_ffffL, both >>> 34);
            }
            case 12 -> {
                long nanos = Integer.toUnsignedLong(in.getInt());
                yield instant(in.getLong(), nanos);
            }
            default -> throw new ProtocolException("A timestamp cannot have " + in.remaining() + " bytes.");
        };
    }

    private static Instant instant(long seconds, long nanos) {
        if (nanos >= NANOS_PER_SECOND) {
            throw new ProtocolException("A timestamp cannot have " + nanos + " nanoseconds.");
        }
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException e) {
            throw new ProtocolException("A timestamp with " + seconds + " seconds is out of range.", e);
        }
    }
}
