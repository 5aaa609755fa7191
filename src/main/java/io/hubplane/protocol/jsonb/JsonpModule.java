package io.hubplane.protocol.jsonb;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.type.MapType;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads values of JSON-P as the values they represent. Jackson's own module for them truncates integers of
 * more than 64 bits, and in MessagePack it turns fractions into text and does not know points in time.
 */
final class JsonpModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    private final transient JsonProvider json;

    JsonpModule(JsonProvider json) {
        super("hubplane-jsonp");
        this.json = json;
        addSerializer(JsonValue.class, new Serializer());
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addDeserializers(new OfJsonp(json));
    }

    private static final class Serializer extends StdSerializer<JsonValue> {
        private static final long serialVersionUID = 1L;

        Serializer() {
            super(JsonValue.class);
        }

        @Override
        public void serialize(JsonValue value, JsonGenerator to, SerializerProvider provider) throws IOException {
            switch (value.getValueType()) {
                case NULL -> to.writeNull();
                case TRUE -> to.writeBoolean(true);
                case FALSE -> to.writeBoolean(false);
                case STRING -> to.writeString(((JsonString) value).getString());
                case NUMBER -> to.writeNumber(value.toString());
                case ARRAY -> {
                    to.writeStartArray();
                    for (JsonValue item : (JsonArray) value) {
                        serialize(item, to, provider);
                    }
                    to.writeEndArray();
                }
                case OBJECT -> {
                    to.writeStartObject();
                    for (Map.Entry<String, JsonValue> entry : ((JsonObject) value).entrySet()) {
                        to.writeFieldName(entry.getKey());
                        serialize(entry.getValue(), to, provider);
                    }
                    to.writeEndObject();
                }
            }
        }
    }

    /** A JSON-P object is a map and an array a list, so each must be handled where Jackson looks for its kind. */
    private static final class OfJsonp extends Deserializers.Base {
        private final JsonProvider json;

        OfJsonp(JsonProvider json) {
            this.json = json;
        }

        private @Nullable JsonDeserializer<?> deserializer(JavaType type) {
            return type.isTypeOrSubTypeOf(JsonValue.class) ? new JsonpDeserializer(type.getRawClass(), json) : null;
        }

        @Override
        public @Nullable JsonDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription description) {
            return deserializer(type);
        }

        @Override
        public @Nullable JsonDeserializer<?> findCollectionDeserializer(
                CollectionType type,
                DeserializationConfig config,
                BeanDescription description,
                TypeDeserializer typeOfItems,
                JsonDeserializer<?> items) {
            return deserializer(type);
        }

        @Override
        public @Nullable JsonDeserializer<?> findMapDeserializer(
                MapType type,
                DeserializationConfig config,
                BeanDescription description,
                KeyDeserializer keys,
                TypeDeserializer typeOfItems,
                JsonDeserializer<?> items) {
            return deserializer(type);
        }

        @Override
        public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
            return JsonValue.class.isAssignableFrom(type);
        }
    }
}
