package io.hubplane.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.hubplane.protocol.json.JsonHubProtocol;
import io.hubplane.protocol.messagepack.MessagePackHubProtocol;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlainValuesTest {
    private static final class Loud extends StdSerializer<String> {
        private static final long serialVersionUID = 1L;

        Loud() {
            super(String.class);
        }

        @Override
        public void serialize(String value, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeString(value + "!");
        }
    }

    private static final class Trimmed extends StdDeserializer<String> {
        private static final long serialVersionUID = 1L;

        Trimmed() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser from, DeserializationContext context) throws IOException {
            return from.getText().trim();
        }
    }

    static List<ObjectMapper> standardMappers() {
        return List.of(JsonHubProtocol.standardMapper(), MessagePackHubProtocol.standardMapper());
    }

    @ParameterizedTest
    @MethodSource("standardMappers")
    void standardMapperLeavesTextsIntegersAndBooleansAsTheyAre(ObjectMapper mapper) {
        PlainValues plain = new PlainValues(mapper);

        assertThat(List.of("x", 1, 1L, true)).allMatch(plain::isWritten);
        assertThat(List.of(1.5, 'c', (short) 1, List.of(), Type.class)).noneMatch(plain::isWritten);
        assertThat(plain.isTextRead()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("standardMappers")
    void whatTheApplicationTreatsOtherwiseIsNotPlain(ObjectMapper mapper) {
        mapper.registerModule(
                new SimpleModule().addSerializer(new Loud()).addDeserializer(String.class, new Trimmed()));
        mapper.configOverride(Long.class).setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING));

        PlainValues plain = new PlainValues(mapper);

        assertThat(plain.isWritten("x")).isFalse();
        assertThat(plain.isWritten(1L)).isFalse();
        assertThat(plain.isWritten(1)).isTrue();
        assertThat(plain.isTextRead()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("standardMappers")
    void nothingIsPlainWhereValuesAreWrapped(ObjectMapper mapper) {
        mapper.enable(SerializationFeature.WRAP_ROOT_VALUE).enable(DeserializationFeature.UNWRAP_ROOT_VALUE);

        PlainValues plain = new PlainValues(mapper);

        assertThat(plain.isWritten("x")).isFalse();
        assertThat(plain.isTextRead()).isFalse();
    }

    @Test
    void applicationsOwnConversionIsUsed() {
        SimpleModule module = new SimpleModule().addSerializer(new Loud()).addDeserializer(String.class, new Trimmed());
        ObjectMapper json = JsonHubProtocol.standardMapper().registerModule(module);
        ObjectMapper messagePack = MessagePackHubProtocol.standardMapper().registerModule(module);

        for (HubProtocol protocol : List.of(new JsonHubProtocol(json), new MessagePackHubProtocol(messagePack))) {
            byte[] frame = protocol.write(HubMessage.Invocation.of("t", " x"));
            Framing.Bounds bounds = protocol.framing().next(frame, 0, 0, frame.length);
            HubMessage message = protocol.read(frame, bounds.header(), bounds.message());

            assertThat(message)
                    .isInstanceOfSatisfying(
                            HubMessage.Invocation.class,
                            call -> assertThat(call.arguments().bind(List.of(String.class)))
                                    .containsExactly("x!"));
        }
    }
}
