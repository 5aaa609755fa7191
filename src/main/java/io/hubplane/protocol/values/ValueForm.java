package io.hubplane.protocol.values;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a type are written and read. A form is put on top of another one: it leaves to the one below what
 * it does not read itself, and all values of a property that asks for a format of its own. Immutable.
 *
 * @param <T> the type
 * @param type its class
 * @param serializer writes values
 * @param deserializer reads values
 */
public record ValueForm<T>(Class<T> type, JsonSerializer<T> serializer, JsonDeserializer<T> deserializer) {
    /**
     * Writes a value.
     *
     * @param <T> the type of values
     */
    @FunctionalInterface
    public interface Writer<T> {
        /**
         * Writes one.
         *
         * @param value the value
         * @param to where to
         * @throws IOException if it cannot be written
         */
        void write(T value, JsonGenerator to) throws IOException;
    }

    /**
     * Reads a value.
     *
     * @param <T> the type of values
     */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * Reads one.
         *
         * @param from at the value, and left there
         * @return the value, or null if it is not of this form
         * @throws IOException if it cannot be read
         */
        @Nullable
        T read(JsonParser from) throws IOException;
    }

    /**
     * The form that a part of Jackson has for a type.
     *
     * @param type its class
     * @param serializer writes values
     * @param deserializer reads values
     * @param <T> the type
     * @return the form
     */
    @SuppressWarnings("unchecked") // they only ever get and make values of this type
    public static <T> ValueForm<T> of(Class<T> type, JsonSerializer<?> serializer, JsonDeserializer<?> deserializer) {
        return new ValueForm<>(type, (JsonSerializer<T>) serializer, (JsonDeserializer<T>) deserializer);
    }

    /**
     * The same form, except for how values are written.
     *
     * @param writer writes values
     * @return the form
     */
    public ValueForm<T> writing(Writer<T> writer) {
        return new ValueForm<>(type, new FormSerializer<>(type, writer, serializer), deserializer);
    }

    /**
     * The same form, which also reads other values.
     *
     * @param reader reads values
     * @return the form
     */
    public ValueForm<T> reading(Reader<T> reader) {
        return of(type, serializer, new FormDeserializer<>(reader, deserializer));
    }

    /**
     * Has a module use it.
     *
     * @param module the module
     */
    public void addTo(SimpleModule module) {
        module.addSerializer(type, serializer);
        module.addDeserializer(type, deserializer);
    }
}
