package io.hubplane.protocol;

import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value in a message: an object if the message was made here; still encoded if it was received, because only the
 * receiver knows its type.
 */
public interface Payload {
    /**
     * The value as an object of a type. Safe for any thread; returns the same every time.
     *
     * @param type the type the receiver declares
     * @return the value
     * @throws BindingException if the value does not fit the type
     */
    @Nullable
    Object bind(Type type);

    /** A payload made here. */
    static Payload of(@Nullable Object value) {
        return new Value(value, Object.class);
    }

    /** A payload made here, with the type that it is declared with and written as. */
    static Payload of(@Nullable Object value, Type declared) {
        return new Value(value, declared);
    }

    /**
     * A payload made here; {@link #bind} returns the object, whatever type is asked for. Payloads are equal if their
     * values are.
     *
     * @param value the value
     * @param declared the declared type; {@code Object} if none is declared
     */
    record Value(@Nullable Object value, Type declared) implements Payload {
        @Override
        public @Nullable Object bind(Type type) {
            return value;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Value that && Objects.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(value);
        }
    }
}
