package io.hubplane.protocol.messagepack;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.DateDeserializers;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.DateSerializer;
import com.fasterxml.jackson.databind.ser.std.NumberSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.hubplane.protocol.values.Primitives;
import io.hubplane.protocol.values.TextForms;
import io.hubplane.protocol.values.Ticks;
import io.hubplane.protocol.values.ValueForm;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;

/**
 * Values that MessagePack writes in another form than JSON, as .NET's MessagePack does; JSON's text form is read too.
 */
final class MessagePackForms {
    private static final long DAYS_BEFORE_1970 = -LocalDate.of(1, 1, 1).toEpochDay();

    private MessagePackForms() {}

    @SuppressWarnings("JavaUtilDate") // applications have them
    static SimpleModule module() {
        SimpleModule module = new SimpleModule("hubplane-messagepack");
        module.addSerializer(UUID.class, new ToStringSerializer(UUID.class));
        instants(TextForms.INSTANT).addTo(module);
        // As in .NET, a time without a zone is treated as UTC.
        TextForms.LOCAL_DATE_TIME
                .writing((time, to) -> to.writeEmbeddedObject(time.toInstant(ZoneOffset.UTC)))
                .reading(timestamps(instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC)))
                .addTo(module);
        TextForms.OFFSET_DATE_TIME
                .writing(OffsetTimes::write)
                .reading(OffsetTimes::read)
                .addTo(module);
        TextForms.ZONED_DATE_TIME
                .writing((time, to) -> OffsetTimes.write(time.toOffsetDateTime(), to))
                .reading(from -> {
                    OffsetDateTime time = OffsetTimes.read(from);
                    return time == null ? null : time.toZonedDateTime();
                })
                .addTo(module);
        ValueForm.of(Date.class, DateSerializer.instance, new DateDeserializers.DateDeserializer())
                .writing((date, to) -> to.writeEmbeddedObject(Instant.ofEpochMilli(date.getTime())))
                .reading(timestamps(Date::from))
                .addTo(module);
        TextForms.LOCAL_DATE
                .writing((date, to) -> to.writeNumber(date.toEpochDay() + DAYS_BEFORE_1970))
                .reading(from -> isInteger(from)
                        ? LocalDate.ofEpochDay(Math.subtractExact(from.getLongValue(), DAYS_BEFORE_1970))
                        : null)
                .addTo(module);
        TextForms.LOCAL_TIME
                .writing((time, to) -> to.writeNumber(Ticks.of(time)))
                .reading(from -> isInteger(from) ? Ticks.time(from.getLongValue()) : null)
                .addTo(module);
        durations().addTo(module);
        addNumbers(module);
        return module;
    }

    private static ValueForm<Instant> instants(ValueForm<Instant> text) {
        return text.writing((instant, to) -> to.writeEmbeddedObject(instant)).reading(OffsetTimes::timestamp);
    }

    private static ValueForm<Duration> durations() {
        ValueForm<Duration> text = TextForms.DURATION;
        return text.writing((duration, to) -> {
                    OptionalLong ticks = Ticks.of(duration);
                    if (ticks.isPresent()) {
                        to.writeNumber(ticks.getAsLong());
                    } else {
                        to.writeString(duration.toString());
                    }
                })
                .reading(from -> {
                    if (from.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
                        throw new JsonParseException(from, "A duration is a whole number of units of 100 ns");
                    }
                    return isInteger(from) ? Ticks.duration(from.getLongValue()) : null;
                });
    }

    @SuppressWarnings("unchecked") // the primitive type has the same values
    private static void addNumbers(SimpleModule module) {
        for (Class<?> type : new Class<?>[] {Character.class, Character.TYPE}) {
            JsonDeserializer<?> text =
                    type.isPrimitive() ? Primitives.deserializer(type) : NumberDeserializers.find(type, type.getName());
            ValueForm.of((Class<Character>) type, new ToStringSerializer(type), text)
                    .writing((character, to) -> to.writeNumber((int) character))
                    .reading(from -> isInteger(from) && Character.isBmpCodePoint(from.getIntValue())
                            ? (char) from.getIntValue()
                            : null)
                    .addTo(module);
        }
        ValueForm.of(
                        BigInteger.class,
                        new NumberSerializer(BigInteger.class),
                        NumberDeserializers.BigIntegerDeserializer.instance)
                .reading(from -> from.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT
                                && from.getEmbeddedObject() instanceof byte[] bytes
                        ? BigIntegers.decode(bytes)
                        : null)
                .addTo(module);
    }

    private static <T> ValueForm.Reader<T> timestamps(Function<Instant, T> fromInstant) {
        return from -> {
            Instant instant = OffsetTimes.timestamp(from);
            return instant == null ? null : fromInstant.apply(instant);
        };
    }

    private static boolean isInteger(JsonParser from) {
        return from.currentToken() == JsonToken.VALUE_NUMBER_INT;
    }
}
