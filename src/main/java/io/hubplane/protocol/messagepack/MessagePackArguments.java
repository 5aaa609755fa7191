package io.hubplane.protocol.messagepack;

import io.hubplane.protocol.Arguments;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Received arguments: the array as it came. Equal if the bytes are. */
final class MessagePackArguments implements Arguments {
    private final MessagePackValues values;
    private final byte[] array;
    private final int count;

    MessagePackArguments(MessagePackValues values, byte[] array, int count) {
        this.values = values;
        this.array = array;
        this.count = count;
    }

    /** The array with its header; not to be changed. */
    byte[] bytes() {
        return array;
    }

    @Override
    public @Nullable Object[] bind(List<Type> types) {
        return values.binder().bindArguments(() -> values.parser(array), count, types);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MessagePackArguments that && Arrays.equals(array, that.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    /** Not the values: messages are logged where payloads must not be. */
    @Override
    public String toString() {
        return "MessagePack of " + count + " argument(s), " + array.length + " bytes";
    }
}
