package io.hubplane.protocol.messagepack;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Points in time with an offset, as .NET's {@code DateTimeOffset}: an array of a timestamp, which holds the
 * <em>local</em> date and time, and the offset in minutes. A plain timestamp is read as UTC.
 */
final class OffsetTimes {
    private static final int SECONDS_PER_MINUTE = 60;

    private OffsetTimes() {}

    static void write(OffsetDateTime time, JsonGenerator to) throws IOException {
        int minutes = time.getOffset().getTotalSeconds() / SECONDS_PER_MINUTE;
        // Offsets with seconds were used in the nineteenth century; the point in time is kept.
        OffsetDateTime whole = time.withOffsetSameInstant(ZoneOffset.ofTotalSeconds(minutes * SECONDS_PER_MINUTE));
        to.writeStartArray(null, 2);
        to.writeEmbeddedObject(whole.toLocalDateTime().toInstant(ZoneOffset.UTC));
        to.writeNumber(minutes);
        to.writeEndArray();
    }

    static @Nullable OffsetDateTime read(JsonParser from) throws IOException {
        if (!from.isExpectedStartArrayToken()) {
            Instant instant = timestamp(from);
            return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
        }
        from.nextToken();
        Instant reading = timestamp(from);
        if (reading == null || from.nextToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new JsonParseException(from, "A time with an offset is an array of a timestamp and minutes");
        }
        int minutes = from.getIntValue();
        if (from.nextToken() != JsonToken.END_ARRAY || Math.abs(minutes) > 18 * 60) {
            throw new JsonParseException(
                    from, "A time with an offset is an array of a timestamp and minutes, -1080 to 1080");
        }
        return OffsetDateTime.of(
                LocalDateTime.ofInstant(reading, ZoneOffset.UTC),
                ZoneOffset.ofTotalSeconds(minutes * SECONDS_PER_MINUTE));
    }

    /** The timestamp at which a parser is; null if it is at something else. */
    static @Nullable Instant timestamp(JsonParser from) throws IOException {
        return from.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT
                        && from.getEmbeddedObject() instanceof Instant instant
                ? instant
                : null;
    }
}
