package io.hubplane.protocol.jsonb;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of JSON-P. Types that only MessagePack has become their JSON form: bytes Base64, points in time
 * ISO-8601.
 */
final class JsonpDeserializer extends StdDeserializer<JsonValue> {
    private static final long serialVersionUID = 1L;

    private final transient JsonProvider json;

    JsonpDeserializer(Class<?> type, JsonProvider json) {
        super(type);
        this.json = json;
    }

    @Override
    public @Nullable JsonValue getNullValue(DeserializationContext context) {
        return handledType() == JsonValue.class ? JsonValue.NULL : null;
    }

    @Override
    public @Nullable JsonValue getAbsentValue(DeserializationContext context) {
        return null;
    }

    @Override
    public @Nullable JsonValue deserialize(JsonParser from, DeserializationContext context) throws IOException {
        JsonValue value = value(from, context);
        return handledType().isInstance(value)
                ? value
                : context.reportInputMismatch(
                        this, "Expected a %s, not %s", handledType().getSimpleName(), value.getValueType());
    }

    private JsonValue value(JsonParser from, DeserializationContext context) throws IOException {
        return switch (from.currentToken()) {
            case START_OBJECT -> object(from, context);
            case START_ARRAY -> array(from, context);
            case VALUE_STRING -> json.createValue(from.getText());
            case VALUE_NUMBER_INT -> json.createValue(from.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> json.createValue(from.getDecimalValue());
            case VALUE_TRUE -> JsonValue.TRUE;
            case VALUE_FALSE -> JsonValue.FALSE;
            case VALUE_NULL -> JsonValue.NULL;
            default -> json.createValue(text(from, context));
        };
    }

    private JsonValue object(JsonParser from, DeserializationContext context) throws IOException {
        JsonObjectBuilder object = json.createObjectBuilder();
        while (from.nextToken() == JsonToken.FIELD_NAME) {
            String name = from.currentName();
            from.nextToken();
            object.add(name, value(from, context));
        }
        return object.build();
    }

    private JsonValue array(JsonParser from, DeserializationContext context) throws IOException {
        JsonArrayBuilder array = json.createArrayBuilder();
        while (from.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(from, context));
        }
        return array.build();
    }

    private String text(JsonParser from, DeserializationContext context) throws IOException {
        Object embedded = from.getEmbeddedObject();
        if (embedded instanceof byte[] bytes) {
            return context.getBase64Variant().encode(bytes);
        }
        return embedded instanceof Instant instant
                ? instant.toString()
                : (String) context.handleUnexpectedToken(handledType(), from);
    }
}
