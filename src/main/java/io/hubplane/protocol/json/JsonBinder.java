package io.hubplane.protocol.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.hubplane.protocol.BindingException;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Turns JSON into objects. Keeps one reader for each type hub methods declare. Safe for any thread. */
final class JsonBinder {
    private final ObjectMapper mapper;
    private final ConcurrentMap<Type, ObjectReader> readers = new ConcurrentHashMap<>();

    JsonBinder(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    JsonParser parser(byte[] json) throws IOException {
        return mapper.getFactory().createParser(json);
    }

    /** Binds the value the parser stands on, and leaves the parser at its end. */
    @Nullable
    Object bind(JsonParser parser, Type type) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL && type instanceof Class<?> c && c.isPrimitive()) {
            throw new BindingException("null is not a value of type " + type.getTypeName() + ".");
        }
        return readers.computeIfAbsent(type, this::reader).readValue(parser);
    }

    private ObjectReader reader(Type type) {
        // Whatever follows the value is another argument.
        return mapper.readerFor(mapper.constructType(type)).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** Why binding failed, without the excerpt of the payload and the location Jackson adds. */
    static @Nullable String reason(Exception failure) {
        return failure instanceof JsonProcessingException json ? json.getOriginalMessage() : failure.getMessage();
    }
}
