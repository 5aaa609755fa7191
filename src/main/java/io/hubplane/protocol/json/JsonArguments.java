package io.hubplane.protocol.json;

import com.fasterxml.jackson.core.JsonParser;
import io.hubplane.protocol.Arguments;
import io.hubplane.protocol.BindingException;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Received arguments: the JSON array as it came. Equal if the bytes are. */
final class JsonArguments implements Arguments {
    private final JsonBinder binder;
    private final byte[] array;
    private final int count;

    JsonArguments(JsonBinder binder, byte[] array, int count) {
        this.binder = binder;
        this.array = array;
        this.count = count;
    }

    /** The JSON text; not to be changed. */
    byte[] json() {
        return array;
    }

    @Override
    public @Nullable Object[] bind(List<Type> types) {
        if (types.size() != count) {
            throw BindingException.argumentCount(count, types.size());
        }
        @Nullable Object[] values = new @Nullable Object[count];
        int index = 0;
        try (JsonParser parser = binder.parser(array)) {
            parser.nextToken();
            for (; index < count; index++) {
                parser.nextToken();
                values[index] = binder.bind(parser, types.get(index));
            }
            return values;
        } catch (IOException | RuntimeException e) {
            throw new BindingException(
                    "Argument " + (index + 1) + " does not fit type "
                            + types.get(index).getTypeName() + ": " + JsonBinder.reason(e),
                    e);
        }
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
