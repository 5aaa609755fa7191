package io.hubplane.protocol.jsonb;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import java.lang.invoke.MethodType;
import java.time.Instant;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** Tells Jackson what the annotations of JSON-B say about the values of properties: formats and adapters. */
class JsonbValueAnnotations extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonFormat.@Nullable Value findFormat(Annotated annotated) {
        JsonbDateFormat own = annotated.getAnnotation(JsonbDateFormat.class);
        JsonbDateFormat format = own != null || annotated instanceof AnnotatedClass || !isTime(typeOf(annotated))
                ? own
                : Settled.by(JsonbDateFormat.class, annotated);
        if (format == null || format.value().equals(JsonbDateFormat.DEFAULT_FORMAT)) {
            return null;
        }
        if (format.value().equals(JsonbDateFormat.TIME_IN_MILLIS)) {
            return JsonFormat.Value.forShape(JsonFormat.Shape.NUMBER)
                    .withoutFeature(JsonFormat.Feature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
                    .withoutFeature(JsonFormat.Feature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS);
        }
        JsonFormat.Value value = JsonFormat.Value.forPattern(format.value());
        if (!format.locale().equals(JsonbDateFormat.DEFAULT_LOCALE)) {
            value = value.withLocale(Locale.forLanguageTag(format.locale()));
        }
        // An instant has neither year nor hour before it has a zone.
        return typeOf(annotated) == Instant.class ? value.withTimeZone(TimeZone.getTimeZone("UTC")) : value;
    }

    @Override
    public @Nullable Object findSerializer(Annotated annotated) {
        refuse(annotated.getAnnotation(JsonbTypeSerializer.class), annotated);
        JsonbNumberFormat format = numberFormat(annotated);
        return format == null ? null : new NumberFormats.Serializer(new NumberFormats(format));
    }

    @Override
    public @Nullable Object findDeserializer(Annotated annotated) {
        refuse(annotated.getAnnotation(JsonbTypeDeserializer.class), annotated);
        JsonbNumberFormat format = numberFormat(annotated);
        return format == null
                ? null
                : new NumberFormats.Deserializer(
                        MethodType.methodType(typeOf(annotated)).wrap().returnType(), new NumberFormats(format));
    }

    private static @Nullable JsonbNumberFormat numberFormat(Annotated annotated) {
        return annotated instanceof AnnotatedClass || !NumberFormats.isNumber(typeOf(annotated))
                ? null
                : Settled.by(JsonbNumberFormat.class, annotated);
    }

    @Override
    public @Nullable Object findSerializationConverter(Annotated annotated) {
        JsonbTypeAdapter adapter = annotated.getAnnotation(JsonbTypeAdapter.class);
        return adapter == null ? null : new AdapterConverter(adapter.value(), true);
    }

    @Override
    public @Nullable Object findDeserializationConverter(Annotated annotated) {
        JsonbTypeAdapter adapter = annotated.getAnnotation(JsonbTypeAdapter.class);
        return adapter == null ? null : new AdapterConverter(adapter.value(), false);
    }

    /** Refuses an annotation that would otherwise be silently ignored. */
    private static void refuse(@Nullable Object annotation, Annotated annotated) {
        if (annotation != null) {
            throw new IllegalArgumentException(
                    "@JsonbTypeSerializer and @JsonbTypeDeserializer write and read JSON text,"
                            + " but MessagePack is not text; put @JsonbTypeAdapter on " + annotated
                            + ", or use a Jackson module");
        }
    }

    /** The type of a property; for a setter, that of its parameter. */
    private static Class<?> typeOf(Annotated annotated) {
        return annotated instanceof AnnotatedMethod method && method.getParameterCount() == 1
                ? method.getRawParameterType(0)
                : annotated.getRawType();
    }

    @SuppressWarnings("JavaUtilDate") // applications have them
    private static boolean isTime(Class<?> type) {
        return TemporalAccessor.class.isAssignableFrom(type)
                || Date.class.isAssignableFrom(type)
                || Calendar.class.isAssignableFrom(type);
    }
}
