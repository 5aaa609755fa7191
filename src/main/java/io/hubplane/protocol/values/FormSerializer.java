package io.hubplane.protocol.values;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes a value in a form of ours, unless its property asks for a format. */
final class FormSerializer<T> extends StdScalarSerializer<T> implements ContextualSerializer {
    private static final long serialVersionUID = 1L;

    private final transient ValueForm.Writer<T> writer;
    private final transient JsonSerializer<T> below;

    FormSerializer(Class<T> type, ValueForm.Writer<T> writer, JsonSerializer<T> below) {
        super(type);
        this.writer = writer;
        this.below = below;
    }

    @Override
    public JsonSerializer<?> createContextual(SerializerProvider provider, @Nullable BeanProperty property)
            throws JsonMappingException {
        JsonFormat.Value format = findFormatOverrides(provider, property, handledType());
        return format.hasPattern() || format.hasShape()
                ? provider.handlePrimaryContextualization(below, property)
                : this;
    }

    @Override
    public void serialize(T value, JsonGenerator to, SerializerProvider provider) throws IOException {
        writer.write(value, to);
    }
}
