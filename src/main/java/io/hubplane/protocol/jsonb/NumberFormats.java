package io.hubplane.protocol.jsonb;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.ParsePosition;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Numbers as text in a pattern (JSON-B, <em>Number format</em>). Safe for any thread. */
final class NumberFormats {
    private static final Map<Class<?>, Function<BigDecimal, Object>> NUMBERS = Map.of(
            Byte.class, BigDecimal::byteValueExact,
            Short.class, BigDecimal::shortValueExact,
            Integer.class, BigDecimal::intValueExact,
            Long.class, BigDecimal::longValueExact,
            Float.class, BigDecimal::floatValue,
            Double.class, BigDecimal::doubleValue,
            BigInteger.class, BigDecimal::toBigIntegerExact,
            BigDecimal.class, number -> number);

    private final DecimalFormat format;

    NumberFormats(JsonbNumberFormat annotation) {
        Locale locale = annotation.locale().equals(JsonbNumberFormat.DEFAULT_LOCALE)
                ? Locale.ROOT
                : Locale.forLanguageTag(annotation.locale());
        format = new DecimalFormat(annotation.value(), DecimalFormatSymbols.getInstance(locale));
        format.setParseBigDecimal(true);
    }

    static boolean isNumber(Class<?> type) {
        return NUMBERS.containsKey(type) || (type.isPrimitive() && type != boolean.class && type != char.class);
    }

    /** A copy, since formats are for one thread at a time. */
    private DecimalFormat format() {
        return (DecimalFormat) format.clone();
    }

    private @Nullable Object parse(String text, Class<?> type) {
        ParsePosition end = new ParsePosition(0);
        // Limited in length, as numbers are: many digits would take much computing time.
        Number number = text.length() > 1000 ? null : format().parse(text, end);
        return number instanceof BigDecimal decimal && end.getIndex() == text.length()
                ? Objects.requireNonNull(NUMBERS.get(type)).apply(decimal)
                : null;
    }

    /** Writes numbers. */
    static final class Serializer extends StdScalarSerializer<Number> {
        private static final long serialVersionUID = 1L;

        private final transient NumberFormats formats;

        Serializer(NumberFormats formats) {
            super(Number.class);
            this.formats = formats;
        }

        @Override
        public void serialize(Number number, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeString(formats.format().format(number));
        }
    }

    /** Reads numbers. */
    static final class Deserializer extends StdScalarDeserializer<Object> {
        private static final long serialVersionUID = 1L;

        private final transient NumberFormats formats;

        Deserializer(Class<?> type, NumberFormats formats) {
            super(type);
            this.formats = formats;
        }

        @Override
        public @Nullable Object deserialize(JsonParser from, DeserializationContext context) throws IOException {
            if (from.currentToken() != JsonToken.VALUE_STRING) {
                return context.handleUnexpectedToken(handledType(), from);
            }
            String text = from.getText();
            try {
                Object number = formats.parse(text, handledType());
                if (number != null) {
                    return number;
                }
            } catch (ArithmeticException e) {
                // refused below
            }
            return context.handleWeirdStringValue(
                    handledType(), text, "must be a number as %s", formats.format.toPattern());
        }
    }
}
