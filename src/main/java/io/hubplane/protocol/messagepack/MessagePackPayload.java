package io.hubplane.protocol.messagepack;

import io.hubplane.protocol.Payload;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A received result or stream item: the value as it came. Equal if the bytes are. */
final class MessagePackPayload implements Payload {
    private final MessagePackValues values;
    private final String property;
    private final byte[] value;

    /**
     * Makes a payload.
     *
     * @param property what it is: {@code result} or {@code item}
     */
    MessagePackPayload(MessagePackValues values, String property, byte[] value) {
        this.values = values;
        this.property = property;
        this.value = value;
    }

    /** The value; not to be changed. */
    byte[] bytes() {
        return value;
    }

    @Override
    public @Nullable Object bind(Type type) {
        return values.binder().bind(() -> values.parser(value), property, type);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MessagePackPayload that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    /** Not the value: messages are logged where payloads must not be. */
    @Override
    public String toString() {
        return "MessagePack of " + value.length + " bytes";
    }
}
