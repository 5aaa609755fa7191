package io.hubplane.protocol.values;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value in a form of ours. If it has another form, or its property asks for a format, the form below reads it.
 */
final class FormDeserializer<T> extends DelegatingDeserializer {
    private static final long serialVersionUID = 1L;

    private final transient ValueForm.Reader<T> reader;

    FormDeserializer(ValueForm.Reader<T> reader, JsonDeserializer<?> below) {
        super(below);
        this.reader = reader;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property)
            throws JsonMappingException {
        JsonFormat.Value format = findFormatOverrides(context, property, handledType());
        JsonDeserializer<?> below =
                context.handlePrimaryContextualization(getDelegatee(), property, context.constructType(handledType()));
        return format.hasPattern() || format.hasShape() ? below : newDelegatingInstance(below);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> below) {
        return new FormDeserializer<>(reader, below);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        T value = read(parser);
        return value != null ? value : super.deserialize(parser, context);
    }

    private @Nullable T read(JsonParser parser) throws IOException {
        try {
            return reader.read(parser);
        } catch (DateTimeException | ArithmeticException e) {
            return null; // the form below reports what is wrong
        }
    }
}
