package io.hubplane.protocol.json;

import com.fasterxml.jackson.core.JsonParser;
import io.hubplane.protocol.BindingException;
import io.hubplane.protocol.Payload;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A received result or stream item: the JSON value as it came. Equal if the bytes are. */
final class JsonPayload implements Payload {
    private final JsonBinder binder;
    private final String property;
    private final byte[] value;

    /**
     * Makes a payload.
     *
     * @param property the message's property it is of: {@code result} or {@code item}
     */
    JsonPayload(JsonBinder binder, String property, byte[] value) {
        this.binder = binder;
        this.property = property;
        this.value = value;
    }

    /** The JSON text; not to be changed. */
    byte[] json() {
        return value;
    }

    @Override
    public @Nullable Object bind(Type type) {
        try (JsonParser parser = binder.parser(value)) {
            parser.nextToken();
            return binder.bind(parser, type);
        } catch (IOException | RuntimeException e) {
            throw new BindingException(
                    "Error trying to deserialize " + property + " to " + nameOf(type) + ". " + JsonBinder.reason(e), e);
        }
    }

    private static String nameOf(Type type) {
        return type instanceof Class<?> c ? c.getSimpleName() : type.getTypeName();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonPayload that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    /** Not the value: messages are logged where payloads must not be. */
    @Override
    public String toString() {
        return "JSON of " + value.length + " bytes";
    }
}
