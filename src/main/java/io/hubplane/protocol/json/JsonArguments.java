package io.hubplane.protocol.json;

import io.hubplane.protocol.Arguments;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Received arguments: the JSON array as it came. Equal if the bytes are. */
final class JsonArguments implements Arguments {
    private final JsonValues values;
    private final byte[] array;
    private final int count;

    JsonArguments(JsonValues values, byte[] array, int count) {
        this.values = values;
        this.array = array;
        this.count = count;
    }

    /** The JSON text; not to be changed. */
    byte[] json() {
        return array;
    }

    @Override
    public @Nullable Object[] bind(List<Type> types) {
        return values.binder().bindArguments(() -> values.parser(array), count, types);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonArguments that && Arrays.equals(array, that.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    /** Not the values: messages are logged where payloads must not be. */
    @Override
    public String toString() {
        return "JSON of " + count + " argument(s), " + array.length + " bytes";
    }
}
