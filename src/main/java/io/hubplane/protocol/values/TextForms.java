package io.hubplane.protocol.values;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.deser.DurationDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.LocalDateDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.LocalDateTimeDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.LocalTimeDeserializer;
import com.fasterxml.jackson.datatype.jsr310.ser.DurationSerializer;
import com.fasterxml.jackson.datatype.jsr310.ser.InstantSerializer;
import com.fasterxml.jackson.datatype.jsr310.ser.LocalDateSerializer;
import com.fasterxml.jackson.datatype.jsr310.ser.LocalDateTimeSerializer;
import com.fasterxml.jackson.datatype.jsr310.ser.LocalTimeSerializer;
import com.fasterxml.jackson.datatype.jsr310.ser.OffsetDateTimeSerializer;
import com.fasterxml.jackson.datatype.jsr310.ser.ZonedDateTimeSerializer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Times as text, ISO-8601 with the shortest fraction that holds them; times of day and durations as .NET reads them. A
 * received point in time may have an offset; without one it is in UTC.
 */
public final class TextForms {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter TICKS =
            new DateTimeFormatterBuilder().appendPattern("HH:mm:ss.SSSSSSS").toFormatter();

    /** As {@code 2020-02-03T04:05:06.789Z}. */
    public static final ValueForm<Instant> INSTANT = ValueForm.of(
                    Instant.class, InstantSerializer.INSTANCE, InstantDeserializer.INSTANT)
            .writing((time, to) ->
                    to.writeString(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time.atOffset(ZoneOffset.UTC)) + "Z"))
            .reading(from -> {
                LocalDateTime time = withoutOffset(from);
                return time == null ? null : time.toInstant(ZoneOffset.UTC);
            });

    /** As {@code 2020-02-03T04:05:06.789}; a value with an offset is converted to UTC. */
    public static final ValueForm<LocalDateTime> LOCAL_DATE_TIME = ValueForm.of(
                    LocalDateTime.class, LocalDateTimeSerializer.INSTANCE, LocalDateTimeDeserializer.INSTANCE)
            .reading(from -> {
                String text = dateTime(from);
                return text == null || !hasOffset(text)
                        ? null
                        : OffsetDateTime.parse(text)
                                .withOffsetSameInstant(ZoneOffset.UTC)
                                .toLocalDateTime();
            });

    /** As {@code 2020-02-03T04:05:06.789+02:00}. */
    public static final ValueForm<OffsetDateTime> OFFSET_DATE_TIME = ValueForm.of(
                    OffsetDateTime.class, OffsetDateTimeSerializer.INSTANCE, InstantDeserializer.OFFSET_DATE_TIME)
            .reading(from -> {
                LocalDateTime time = withoutOffset(from);
                return time == null ? null : time.atOffset(ZoneOffset.UTC);
            });

    /** As {@code 2020-02-03T04:05:06.789+02:00}. */
    public static final ValueForm<ZonedDateTime> ZONED_DATE_TIME = ValueForm.of(
                    ZonedDateTime.class, ZonedDateTimeSerializer.INSTANCE, InstantDeserializer.ZONED_DATE_TIME)
            .reading(from -> {
                LocalDateTime time = withoutOffset(from);
                return time == null ? null : time.atZone(ZoneOffset.UTC);
            });

    /** As {@code 2020-02-03}. */
    public static final ValueForm<LocalDate> LOCAL_DATE =
            ValueForm.of(LocalDate.class, LocalDateSerializer.INSTANCE, LocalDateDeserializer.INSTANCE);

    /** As {@code 04:05:06} or {@code 04:05:06.0070000}. */
    public static final ValueForm<LocalTime> LOCAL_TIME = ValueForm.of(
                    LocalTime.class, LocalTimeSerializer.INSTANCE, LocalTimeDeserializer.INSTANCE)
            .writing((time, to) ->
                    to.writeString((Ticks.of(time) % Ticks.PER_SECOND == 0 ? SECONDS : TICKS).format(time)));

    /** As {@code 1.02:03:04.0050000}; ISO-8601 is read too. */
    public static final ValueForm<Duration> DURATION = ValueForm.of(
                    Duration.class, DurationSerializer.INSTANCE, DurationDeserializer.INSTANCE)
            .writing((duration, to) -> to.writeString(DurationText.of(duration)))
            .reading(from -> isText(from) ? DurationText.parse(from.getText()) : null);

    private TextForms() {}

    /**
     * All of these forms.
     *
     * @return a module, owned by the caller
     */
    public static SimpleModule module() {
        SimpleModule module = new SimpleModule("hubplane-text-forms");
        List.of(INSTANT, LOCAL_DATE_TIME, OFFSET_DATE_TIME, ZONED_DATE_TIME, LOCAL_TIME, DURATION)
                .forEach(form -> form.addTo(module));
        return module;
    }

    private static boolean isText(JsonParser from) {
        return from.currentToken() == JsonToken.VALUE_STRING;
    }

    private static @Nullable LocalDateTime withoutOffset(JsonParser from) throws IOException {
        String text = dateTime(from);
        return text == null || hasOffset(text) ? null : LocalDateTime.parse(text);
    }

    /** A text that may be a date and a time of day. */
    private static @Nullable String dateTime(JsonParser from) throws IOException {
        if (!isText(from)) {
            return null;
        }
        String text = from.getText().strip();
        return text.indexOf('T') > 0 ? text : null;
    }

    private static boolean hasOffset(String text) {
        for (int i = text.indexOf('T') + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ':' && c != '.' && (c < '0' || c > '9')) {
                return true;
            }
        }
        return false;
    }
}
