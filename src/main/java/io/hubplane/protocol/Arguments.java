package io.hubplane.protocol;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call: objects when the call was made here, still encoded when it was received, because only the
 * receiver knows their types.
 */
public interface Arguments {
    /**
     * The arguments as objects of the receiver's types. Safe for any thread.
     *
     * @param types the declared types, one for each argument
     * @return the arguments
     * @throws BindingException if their number differs from that of the types or one does not fit its type
     */
    @Nullable
    Object[] bind(List<Type> types);

    /**
     * Arguments made here.
     *
     * @param values the arguments
     * @return the arguments
     */
    static Arguments of(@Nullable Object... values) {
        return new Values(values);
    }

    /** Arguments made here; {@link #bind} gives the objects back whatever the types. */
    final class Values implements Arguments {
        private final @Nullable Object[] values;

        private Values(@Nullable Object[] values) {
            this.values = values;
        }

        /**
         * The arguments.
         *
         * @return the live array; callers must not change it
         */
        public @Nullable Object[] values() {
            return values;
        }

        @Override
        public @Nullable Object[] bind(List<Type> types) {
            if (types.size() != values.length) {
                throw BindingException.argumentCount(values.length, types.size());
            }
            return values;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Values that && Arrays.deepEquals(values, that.values);
        }

        @Override
        public int hashCode() {
            return Arrays.deepHashCode(values);
        }

        @Override
        public String toString() {
            return Arrays.deepToString(values);
        }
    }
}
