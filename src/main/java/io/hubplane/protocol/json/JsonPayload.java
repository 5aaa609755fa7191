package io.hubplane.protocol.json;

import io.hubplane.protocol.Payload;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A received result or stream item: the JSON value as it came. Equal if the bytes are. */
final class JsonPayload implements Payload {
    private final JsonValues values;
    private final String property;
    private final byte[] value;

    /**
     * Makes a payload.
     *
     * @param property the message's property it is of: {@code result} or {@code item}
     */
    JsonPayload(JsonValues values, String property, byte[] value) {
        this.values = values;
        this.property = property;
        this.value = value;
    }

    /** The JSON text; not to be changed. */
    byte[] json() {
        return value;
    }

    @Override
    public @Nullable Object bind(Type type) {
        return values.binder().bind(() -> values.parser(value), property, type);
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
