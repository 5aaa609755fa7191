package io.hubplane.protocol;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A value a message carries: an object when the message was made here, still encoded when it was received, because
 * only the receiver knows its type.
 */
public interface Payload {
    /**
     * The value as an object of a type. Safe for any thread; the same answer every time.
     *
     * @param type the type the receiver declares
     * @return the value
     * @throws BindingException if the value does not fit the type
     */
    @Nullable
    Object bind(Type type);

    /**
     * A payload made here.
     *
     * @param value the value
     * @return the payload
     */
    static Payload of(@Nullable Object value) {
        return new Value(value);
    }

    /**
     * A payload made here; {@link #bind} gives the object back whatever the type.
     *
     * @param value the value
     */
    record Value(@Nullable Object value) implements Payload {
        @Override
        public @Nullable Object bind(Type type) {
            return value;
        }
    }
}
