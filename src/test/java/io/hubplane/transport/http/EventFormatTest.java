package io.hubplane.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFormatTest {
    private static String escaped(byte[] text) {
        return new String(text, StandardCharsets.UTF_8).replace("\r", "\\r").replace("\n", "\\n");
    }

    private static byte[] unescaped(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            {"type":6},  data: {"type":6}\\r\\n\\r\\n
            one\\ntwo,   data: one\\r\\ndata: two\\r\\n\\r\\n
            one\\r\\ntwo,data: one\\r\\ndata: two\\r\\n\\r\\n
            a\\n\\nb,    data: a\\r\\ndata: \\r\\ndata: b\\r\\n\\r\\n
            a\\n,        data: a\\r\\ndata: \\r\\n\\r\\n
            \\r\\n,      data: \\r\\ndata: \\r\\n\\r\\n
            a\\rb,       data: a\\rb\\r\\n\\r\\n
            "",          data: \\r\\n\\r\\n
            ä€,          data: ä€\\r\\n\\r\\n
            """)
    void everyLineIsAFieldOfOneEvent(String text, String event) {
        assertThat(escaped(EventFormat.event(unescaped(text)))).isEqualTo(event);
    }

    @Test
    void streamOpensWithAComment() {
        assertThat(escaped(EventFormat.opening())).isEqualTo(":\\r\\n");
    }
}
