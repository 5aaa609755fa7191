package io.hubplane.protocol.messagepack;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a point in time from a timestamp, or else as JSON has it. */
final class TimestampDeserializer<T> extends DelegatingDeserializer {
    private static final long serialVersionUID = 1L;

    private final transient Function<Instant, T> fromInstant;

    TimestampDeserializer(Function<Instant, T> fromInstant, JsonDeserializer<?> fromText) {
        super(fromText);
        this.fromInstant = fromInstant;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> fromText) {
        return new TimestampDeserializer<>(fromInstant, fromText);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_EMBEDDED_OBJECT) {
            return super.deserialize(parser, context);
        }
        return parser.getEmbeddedObject() instanceof Instant instant
                ? fromInstant.apply(instant)
                : context.handleUnexpectedToken(handledType(), parser);
    }
}
