package io.hubplane.protocol.messagepack;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes a point in time as a timestamp, unless its property asks for a format of text. */
final class TimestampSerializer<T> extends StdScalarSerializer<T> implements ContextualSerializer {
    private static final long serialVersionUID = 1L;

    private final transient Function<T, Instant> toInstant;
    private final transient JsonSerializer<? super T> text;

    TimestampSerializer(Class<T> type, Function<T, Instant> toInstant, JsonSerializer<? super T> text) {
        super(type);
        this.toInstant = toInstant;
        this.text = text;
    }

    @Override
    public JsonSerializer<?> createContextual(SerializerProvider provider, @Nullable BeanProperty property)
            throws JsonMappingException {
        JsonFormat.Value format = findFormatOverrides(provider, property, handledType());
        return format.hasPattern() || format.hasShape()
                ? provider.handlePrimaryContextualization(text, property)
                : this;
    }

    @Override
    public void serialize(T value, JsonGenerator to, SerializerProvider provider) throws IOException {
        // On its way through one of Jackson's own buffers it stays an object; see MessagePackGenerator.
        to.writeEmbeddedObject(toInstant.apply(value));
    }
}
