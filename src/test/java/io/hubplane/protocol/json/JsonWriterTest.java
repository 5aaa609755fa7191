package io.hubplane.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.StandardMapping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    @Test
    void everyCharacterIsWrittenAsJacksonDoes() throws IOException {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            String text = "a" + (char) c + "z";
            assertThat(written(text)).as("U+%04X", c).isEqualTo(jackson(text));
        }
        assertThat(written("\ud83d\ude00")).isEqualTo(jackson("\ud83d\ude00"));
        assertThat(written("")).isEqualTo("\"\"");
    }

    private static String written(String text) {
        JsonWriter writer = new JsonWriter(1);
        writer.string(text);
        return new String(writer.toByteArray(), UTF_8);
    }

    private static String jackson(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator =
                StandardMapper.factory(StandardMapping.MAXIMUM_DEPTH).createGenerator(out)) {
            generator.writeString(text);
        }
        return out.toString(UTF_8);
    }

    @Test
    void valuesWithAndWithoutMapperTakeTurns() {
        byte[] frame = new JsonHubProtocol()
                .write(HubMessage.Invocation.of(
                        "t", Map.of("a", 1), "x", Map.of(), 1, Long.MIN_VALUE, true, null, 1.5, "y"));

        assertThat(new String(frame, UTF_8))
                .isEqualTo("{\"type\":1,\"target\":\"t\",\"arguments\":"
                        + "[{\"a\":1},\"x\",{},1,-9223372036854775808,true,null,1.5,\"y\"]}\u001e");
    }

    @Test
    void bufferGrowsWithTheText() {
        String text = "ü\n".repeat(10_000);

        byte[] frame = new JsonHubProtocol().write(HubMessage.Invocation.of("t", text, "end"));

        assertThat(new String(frame, UTF_8))
                .isEqualTo("{\"type\":1,\"target\":\"t\",\"arguments\":[\"" + text.replace("\n", "\\n")
                        + "\",\"end\"]}\u001e");
    }

    @Test
    void nothingIsLeftOfTheBuffer() {
        JsonWriter writer = new JsonWriter(100);
        writer.raw("[1]");

        assertThat(writer.toByteArray()).hasSize(3);
        assertThat(Arrays.toString(writer.toByteArray())).isEqualTo("[91, 49, 93]");
    }
}
