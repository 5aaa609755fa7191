package io.hubplane.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values received in one encoding. They stay encoded until their type is known; if they are sent on, their bytes
 * are unchanged. Arguments and payloads of one encoding are equal if their bytes are. Safe for any thread.
 */
public final class ReceivedValues {
    /** Reads values of the encoding. Safe for any thread. */
    public interface Decoder {
        /**
         * Opens a value.
         *
         * @param value the value as received
         * @return a parser before the first token
         * @throws IOException if it cannot be opened
         */
        JsonParser open(byte[] value) throws IOException;

        /**
         * Reads arguments that are all texts, the most common case, without a parser.
         *
         * @param array the arguments as received
         * @param count how many there are
         * @return the texts, or null if one of the arguments is something else
         */
        @Nullable
        Object @Nullable [] texts(byte[] array, int count);
    }

    private final String encoding;
    private final Decoder decoder;
    private final PayloadBinder binder;
    private final boolean textsArePlain;

    /**
     * Makes the values of one encoding.
     *
     * @param encoding the encoding's name, for error texts
     * @param mapper makes the objects
     * @param decoder reads the values
     */
    public ReceivedValues(String encoding, ObjectMapper mapper, Decoder decoder) {
        this.encoding = encoding;
        this.decoder = decoder;
        this.binder = new PayloadBinder(mapper);
        this.textsArePlain = new PlainValues(mapper).isTextRead();
    }

    /**
     * Received arguments.
     *
     * @param array the array as received, owned by the result
     * @param count how many there are
     * @return the arguments
     */
    public Arguments arguments(byte[] array, int count) {
        return new ReceivedArguments(this, array, count);
    }

    /**
     * A received result or stream item.
     *
     * @param property what it is: {@code result} or {@code item}
     * @param value the value as received, owned by the result
     * @return the payload
     */
    public Payload payload(String property, byte[] value) {
        return new ReceivedPayload(this, property, value);
    }

    /**
     * The bytes of received arguments.
     *
     * @param arguments arguments of this encoding
     * @return the array; it must not be changed
     * @throws IllegalArgumentException if they are of another encoding
     */
    public byte[] arrayOf(Arguments arguments) {
        if (arguments instanceof ReceivedArguments received && received.values.isOf(this)) {
            return received.array;
        }
        throw foreign("Arguments");
    }

    /**
     * The bytes of a received payload.
     *
     * @param payload a payload of this encoding
     * @return the value; it must not be changed
     * @throws IllegalArgumentException if it is of another encoding
     */
    public byte[] valueOf(Payload payload) {
        if (payload instanceof ReceivedPayload received && received.values.isOf(this)) {
            return received.value;
        }
        throw foreign("A value");
    }

    private @Nullable Object @Nullable [] texts(byte[] array, int count, List<Type> types) {
        if (!textsArePlain || types.size() != count) {
            return null;
        }
        for (Type type : types) {
            if (type != String.class) {
                return null;
            }
        }
        return decoder.texts(array, count);
    }

    private boolean isOf(ReceivedValues other) {
        return encoding.equals(other.encoding);
    }

    private IllegalArgumentException foreign(String what) {
        return new IllegalArgumentException(what + " received in another protocol cannot be written as " + encoding);
    }

    private static final class ReceivedArguments implements Arguments {
        private final ReceivedValues values;
        private final byte[] array;
        private final int count;

        ReceivedArguments(ReceivedValues values, byte[] array, int count) {
            this.values = values;
            this.array = array;
            this.count = count;
        }

        @Override
        public @Nullable Object[] bind(List<Type> types) {
            @Nullable Object @Nullable [] texts = values.texts(array, count, types);
            return texts != null ? texts : values.binder.bindArguments(() -> values.decoder.open(array), count, types);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ReceivedArguments that
                    && values.isOf(that.values)
                    && Arrays.equals(array, that.array);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(array);
        }

        /** Without the values: messages may be logged where payloads must not be. */
        @Override
        public String toString() {
            return values.encoding + " of " + count + " argument(s), " + array.length + " bytes";
        }
    }

    private static final class ReceivedPayload implements Payload {
        private final ReceivedValues values;
        private final String property;
        private final byte[] value;

        ReceivedPayload(ReceivedValues values, String property, byte[] value) {
            this.values = values;
            this.property = property;
            this.value = value;
        }

        @Override
        public @Nullable Object bind(Type type) {
            return values.binder.bind(() -> values.decoder.open(value), property, type);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ReceivedPayload that
                    && values.isOf(that.values)
                    && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        /** Without the value: messages may be logged where payloads must not be. */
        @Override
        public String toString() {
            return values.encoding + " of " + value.length + " bytes";
        }
    }
}
