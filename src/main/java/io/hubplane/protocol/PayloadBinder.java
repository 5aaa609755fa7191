package io.hubplane.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns encoded values into objects, for all encodings. Keeps one reader for each type that hub methods declare. Safe
 * for any thread.
 */
final class PayloadBinder {
    /** An encoded value. */
    interface Encoded {
        /**
         * Opens the value.
         *
         * @return a parser before the first token
         * @throws IOException if there is no such value
         */
        JsonParser open() throws IOException;
    }

    private final ObjectMapper mapper;
    private final ConcurrentMap<Type, ObjectReader> readers = new ConcurrentHashMap<>();

    /**
     * Makes a binder.
     *
     * @param mapper makes the objects
     */
    PayloadBinder(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * Binds arguments.
     *
     * @param array an array of them
     * @param count how many there are
     * @param types the types the receiver declares
     * @return the arguments
     * @throws BindingException if their number differs from that of the types or one does not fit its type
     */
    @Nullable
    Object[] bindArguments(Encoded array, int count, List<Type> types) {
        if (types.size() != count) {
            throw BindingException.argumentCount(count, types.size());
        }
        @Nullable Object[] values = new @Nullable Object[count];
        int index = 0;
        try (JsonParser parser = array.open()) {
            parser.nextToken();
            for (; index < count; index++) {
                parser.nextToken();
                values[index] = bind(parser, types.get(index));
            }
            return values;
        } catch (IOException | RuntimeException e) {
            String at = index < count
                    ? "Argument " + (index + 1) + " does not fit type "
                            + types.get(index).getTypeName() + ": "
                    : "";
            throw new BindingException(at + BindingException.reason(e), e);
        }
    }

    /**
     * Binds a value that is not an argument.
     *
     * @param value the value
     * @param property what it is: {@code result} or {@code item}
     * @param type the type the receiver declares
     * @return the value
     * @throws BindingException if the value does not fit the type
     */
    @Nullable
    Object bind(Encoded value, String property, Type type) {
        try (JsonParser parser = value.open()) {
            parser.nextToken();
            return bind(parser, type);
        } catch (IOException | RuntimeException e) {
            throw new BindingException(
                    "Error trying to deserialize " + property + " to " + nameOf(type) + ". "
                            + BindingException.reason(e),
                    e);
        }
    }

    private static String nameOf(Type type) {
        return type instanceof Class<?> c ? c.getSimpleName() : type.getTypeName();
    }

    /** Binds the value at the parser's current token, and leaves the parser at its end. */
    private @Nullable Object bind(JsonParser parser, Type type) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL && type instanceof Class<?> c && c.isPrimitive()) {
            throw new BindingException("null is not a value of type " + type.getTypeName() + ".");
        }
        return readers.computeIfAbsent(type, this::reader).readValue(parser);
    }

    private ObjectReader reader(Type type) {
        // What follows the value is the next argument.
        return mapper.readerFor(mapper.constructType(type)).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }
}
