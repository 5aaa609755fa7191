package io.hubplane.protocol;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call: objects if the call was made here; still encoded if it was received, because only the
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
        return new Values(null, values);
    }

    /**
     * Arguments made here, of declared types.
     *
     * @param declared the types they are declared with and written as, one for each
     * @param values the arguments
     * @return the arguments
     */
    static Arguments declared(List<Type> declared, @Nullable Object... values) {
        return new Values(declared, values);
    }

    /**
     * Arguments made here; {@link #bind} returns the objects, whatever types are asked for. They are equal if their
     * values are.
     */
    final class Values implements Arguments {
        private final @Nullable List<Type> declared;
        private final @Nullable Object[] values;

        private Values(@Nullable List<Type> declared, @Nullable Object[] values) {
            this.declared = declared;
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

        /**
         * The declared type of one of them.
         *
         * @param index its index, from 0
         * @return the type; {@code Object} if none is declared
         */
        public Type declared(int index) {
            return declared == null ? Object.class : declared.get(index);
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
