package io.hubplane.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.hubplane.protocol.ProtocolException;
import io.hubplane.protocol.StandardMapping;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    private static final int LEVELS = 3;
    private static final JsonFactory JACKSON = StandardMapper.factory(LEVELS);
    private static final List<String> VALUES = List.of(
            "{\"a\":[1,-2.5e+3,true,false,null],\"\\u00fc\\n\":\"gr\\u00fc\u00df\ud83d\ude00\"}",
            "[ [] , [ [ 0 ] , { } ] , { \"x\" : \"\" } ]",
            "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\ud83d\\uDE00\"",
            "-0.0E-1");

    @Test
    void acceptsWhatJacksonAccepts() {
        Random random = new Random(1);
        String interesting = "{}[]\",:\\/ \t\n\u001e\u007f-+.0123eEutrfalsn\u00fc";
        int accepted = 0;
        for (int round = 0; round < 40_000; round++) {
            byte[] json = VALUES.get(round % VALUES.size()).getBytes(UTF_8);
            for (int change = random.nextInt(3); change > 0; change--) {
                int at = random.nextInt(json.length);
                json[at] = random.nextInt(4) == 0
                        ? (byte) random.nextInt(256)
                        : (byte) interesting.charAt(random.nextInt(interesting.length()));
            }
            boolean expected = jacksonAccepts(json);
            assertThat(accepts(json))
                    .as("round %d: %s", round, new String(json, UTF_8))
                    .isEqualTo(expected);
            accepted += expected ? 1 : 0;
        }
        assertThat(accepted).isBetween(10_000, 39_000);
    }

    private static boolean accepts(byte[] json) {
        JsonReader reader = new JsonReader(json, 0, json.length);
        try {
            reader.skip(LEVELS);
            return reader.isAtEnd();
        } catch (ProtocolException e) {
            return false;
        }
    }

    private static boolean jacksonAccepts(byte[] json) {
        try (JsonParser parser = JACKSON.createParser(json)) {
            parser.nextToken();
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "\\\"\\\\\\/\\b\\f\\n\\r\\t",
                "a\\u0041b",
                "\\ud83d\\ude00 and \ud83d\ude00",
                "\\ud83d alone",
                "\u00fc\\u00fc\u20ac",
                "\u007f"
            })
    void textIsThatOfJackson(String inner) throws IOException {
        byte[] json = ("\"" + inner + "\"").getBytes(UTF_8);
        JsonReader reader = new JsonReader(json, 0, json.length);
        try (JsonParser parser = JACKSON.createParser(json)) {
            parser.nextToken();

            assertThat(reader.string()).isEqualTo(parser.getText());
        }
        assertThat(reader.isAtEnd()).isTrue();
    }

    @Test
    void nothingIsReadBeyondTheEnd() {
        byte[] json = "xx[1,\"a\"]xx".getBytes(UTF_8);

        for (int length = 0; length < json.length - 4; length++) {
            JsonReader reader = new JsonReader(json, 2, length);
            assertThatExceptionOfType(ProtocolException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> reader.skip(StandardMapping.MAXIMUM_DEPTH));
        }
        JsonReader whole = new JsonReader(json, 2, json.length - 4);
        whole.skip(StandardMapping.MAXIMUM_DEPTH);
        assertThat(whole.isAtEnd()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, -1, Long.MAX_VALUE, Long.MIN_VALUE})
    void integerOf64BitsIsRead(long value) {
        JsonReader reader = of(" " + value + " ");

        assertThat(reader.isInteger()).isTrue();
        assertThat(reader.integer()).isEqualTo(value);
    }

    @Test
    void integerBeyond64BitsIsRefused() {
        JsonReader reader = of("9223372036854775808");

        assertThat(reader.isInteger()).isTrue();
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(reader::integer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e2", "\"1\"", "true", "[1]"})
    void otherValueIsNoInteger(String json) {
        assertThat(of(json).isInteger()).isFalse();
    }

    private static JsonReader of(String json) {
        byte[] bytes = json.getBytes(UTF_8);
        return new JsonReader(bytes, 0, bytes.length);
    }
}
