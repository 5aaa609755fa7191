package io.hubplane.protocol.jsonb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hubplane.fake.EncodedValues;
import io.hubplane.protocol.BindingException;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.json.JsonHubProtocol;
import io.hubplane.protocol.messagepack.MessagePackHubProtocol;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of JSON-P are written as the values that they represent, in both encodings. */
class JsonpTest {
    private static final HubProtocol JSON = new JsonHubProtocol();
    private static final HubProtocol MESSAGE_PACK = new MessagePackHubProtocol();

    record Event(String name, JsonObject details, @Nullable JsonValue more) {}

    private static JsonValue value(String json) {
        return Json.createReader(new StringReader(json)).readValue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[1,2.5,\"x\",null,true,false,{}],\"b\":{\"c\":-1}}",
                "[]",
                "\"text é\"",
                "12345678901234567890",
                "-9007199254740993",
                "1.5",
                "true",
                "null"
            })
    void valuesAreWrittenAndReadAsTheyAre(String json) {
        JsonValue value = value(json);
        String packed = EncodedValues.messagePack(MESSAGE_PACK, value);

        assertThat(EncodedValues.json(JSON, value)).isEqualTo(json);
        assertThat(EncodedValues.fromJson(JSON, json, JsonValue.class)).isEqualTo(value);
        assertThat(EncodedValues.fromMessagePack(MESSAGE_PACK, packed, JsonValue.class))
                .isEqualTo(value);
        assertThat(EncodedValues.json(JSON, EncodedValues.fromMessagePack(MESSAGE_PACK, packed, Object.class)))
                .isEqualTo(json);
    }

    @Test
    void valuesAreProperties() {
        JsonObject details = value("{\"n\":1}").asJsonObject();
        String json = "{\"name\":\"x\",\"details\":{\"n\":1},\"more\":[1]}";
        Event event = new Event("x", details, value("[1]"));

        assertThat(EncodedValues.json(JSON, event)).isEqualTo(json);
        assertThat(EncodedValues.fromJson(JSON, json, Event.class)).isEqualTo(event);
        assertThat(EncodedValues.fromMessagePack(
                        MESSAGE_PACK, EncodedValues.messagePack(MESSAGE_PACK, event), Event.class))
                .isEqualTo(event);
    }

    @Test
    void eachKindIsBoundToItsOwnTypeOnly() {
        Map<Class<?>, String> kinds = Map.of(
                JsonObject.class, "{\"a\":1}",
                JsonArray.class, "[1]",
                JsonString.class, "\"x\"",
                JsonNumber.class, "1",
                JsonStructure.class, "[]");

        kinds.forEach((type, json) ->
                assertThat(EncodedValues.fromJson(JSON, json, type)).isEqualTo(value(json)));
        assertThatExceptionOfType(BindingException.class)
                .isThrownBy(() -> EncodedValues.fromJson(JSON, "[1]", JsonObject.class))
                .withMessageContaining("Expected a JsonObject, not ARRAY");
    }

    @Test
    void whatOnlyMessagePackHasBecomesWhatJsonHasForIt() {
        String packed = EncodedValues.messagePack(
                MESSAGE_PACK, Arrays.asList(new byte[] {0, (byte) 0xff}, Instant.EPOCH, null));

        assertThat(EncodedValues.fromMessagePack(MESSAGE_PACK, packed, JsonArray.class))
                .isEqualTo(value("[\"AP8=\",\"1970-01-01T00:00:00Z\",null]"));
    }

    @Test
    void numbersBeyondWhatMessagePackHasAreFractionsThere() {
        for (String number : List.of("1e300", "123456789012345678901234567890", "1E-5", "1e1000000000")) {
            String packed = EncodedValues.messagePack(MESSAGE_PACK, value(number));

            assertThat(EncodedValues.fromMessagePack(MESSAGE_PACK, packed, double.class))
                    .isEqualTo(Double.parseDouble(number));
        }
        assertThat(EncodedValues.messagePack(MESSAGE_PACK, value("1e2"))).isEqualTo("64");
    }
}
