package io.hubplane.protocol.messagepack;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.deser.std.DateDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.DateSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.LocalDateTimeDeserializer;
import com.fasterxml.jackson.datatype.jsr310.ser.InstantSerializer;
import com.fasterxml.jackson.datatype.jsr310.ser.LocalDateTimeSerializer;
import com.fasterxml.jackson.datatype.jsr310.ser.OffsetDateTimeSerializer;
import com.fasterxml.jackson.datatype.jsr310.ser.ZonedDateTimeSerializer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.UUID;
import java.util.function.Function;

/** What is written otherwise than in JSON, to be registered after the module for {@code java.time}. */
final class MessagePackModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("JavaUtilDate") // applications have them
    MessagePackModule() {
        super("hubplane-messagepack");
        addSerializer(UUID.class, new ToStringSerializer(UUID.class));
        addTimestamp(
                Instant.class,
                Function.identity(),
                Function.identity(),
                InstantSerializer.INSTANCE,
                InstantDeserializer.INSTANT);
        addTimestamp(
                OffsetDateTime.class,
                OffsetDateTime::toInstant,
                instant -> instant.atOffset(ZoneOffset.UTC),
                OffsetDateTimeSerializer.INSTANCE,
                InstantDeserializer.OFFSET_DATE_TIME);
        addTimestamp(
                ZonedDateTime.class,
                ZonedDateTime::toInstant,
                instant -> instant.atZone(ZoneOffset.UTC),
                ZonedDateTimeSerializer.INSTANCE,
                InstantDeserializer.ZONED_DATE_TIME);
        // As in .NET a time without a zone is taken for one in UTC.
        addTimestamp(
                LocalDateTime.class,
                time -> time.toInstant(ZoneOffset.UTC),
                instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC),
                LocalDateTimeSerializer.INSTANCE,
                LocalDateTimeDeserializer.INSTANCE);
        addTimestamp(
                Date.class,
                date -> Instant.ofEpochMilli(date.getTime()),
                Date::from,
                DateSerializer.instance,
                new DateDeserializers.DateDeserializer());
    }

    @SuppressWarnings("unchecked") // its superclass leaves open what it makes
    private <T> void addTimestamp(
            Class<T> type,
            Function<T, Instant> toInstant,
            Function<Instant, T> fromInstant,
            JsonSerializer<? super T> text,
            JsonDeserializer<? extends T> fromText) {
        addSerializer(type, new TimestampSerializer<>(type, toInstant, text));
        JsonDeserializer<?> deserializer = new TimestampDeserializer<>(fromInstant, fromText);
        addDeserializer(type, (JsonDeserializer<T>) deserializer);
    }
}
