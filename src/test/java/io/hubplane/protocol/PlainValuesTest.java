package io.hubplane.protocol;

import static java.util.Objects.requireNonNull;
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
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.hubplane.protocol.json.JsonHubProtocol;
import io.hubplane.protocol.messagepack.MessagePackHubProtocol;
import io.hubplane.protocol.values.ValueForm;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Random;
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

    /** Writes and reads as Jackson does by default, but as a module, about which the protocol cannot know that. */
    private static final class AsJackson extends SimpleModule {
        private static final long serialVersionUID = 1L;

        AsJackson() {
            addSerializer(String.class, writing(String.class, (value, to) -> to.writeString(value)));
            addSerializer(Integer.class, writing(Integer.class, (value, to) -> to.writeNumber(value)));
            addSerializer(Long.class, writing(Long.class, (value, to) -> to.writeNumber(value)));
            addSerializer(Boolean.class, writing(Boolean.class, (value, to) -> to.writeBoolean(value)));
            addDeserializer(String.class, new StringDeserializer() {
                private static final long serialVersionUID = 1L;
            });
        }

        private static <T> StdSerializer<T> writing(Class<T> type, ValueForm.Writer<T> writer) {
            return new StdSerializer<>(type) {
                private static final long serialVersionUID = 1L;

                @Override
                public void serialize(T value, JsonGenerator to, SerializerProvider provider) throws IOException {
                    writer.write(value, to);
                }
            };
        }
    }

    private static final int RANDOM_VALUES = 5_000;

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(40);
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(6)) {
                case 0 -> text.append((char) random.nextInt(0x20));
                case 1 -> text.append((char) random.nextInt(0x10000)); // among them single halves of surrogate pairs
                case 2 -> text.appendCodePoint(0x10000 + random.nextInt(0x100000));
                case 3 -> text.append("\\\"/\u2028\u007f\u0080\u07ff\u0800".charAt(random.nextInt(8)));
                default -> text.append((char) (' ' + random.nextInt(95)));
            }
        }
        return text.toString();
    }

    private static Object randomValue(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt() >> random.nextInt(32);
            case 1 -> random.nextLong() >> random.nextInt(64);
            case 2 -> random.nextBoolean();
            default -> randomText(random);
        };
    }

    private static HubMessage read(HubProtocol protocol, byte[] frame) {
        Framing.Bounds bounds = protocol.framing().next(frame, 0, 0, frame.length);
        return requireNonNull(protocol.read(frame, bounds.header(), bounds.message()));
    }

    private static void assertAlike(HubProtocol plain, HubProtocol throughJackson) {
        Random random = new Random(20260101);
        for (int i = 0; i < RANDOM_VALUES; i++) {
            Object value = randomValue(random);
            HubMessage call = HubMessage.Invocation.of("t", value, randomText(random), null);
            HubMessage result = HubMessage.Completion.ofResult("1", value);

            assertThat(plain.write(call)).isEqualTo(throughJackson.write(call));
            assertThat(plain.write(result)).isEqualTo(throughJackson.write(result));

            byte[] texts = plain.write(HubMessage.Invocation.of("t", randomText(random), randomText(random)));
            List<Type> types = List.of(String.class, String.class);
            assertThat(((HubMessage.Invocation) read(plain, texts)).arguments().bind(types))
                    .isEqualTo(((HubMessage.Invocation) read(throughJackson, texts))
                            .arguments()
                            .bind(types));
        }
    }

    @Test
    void plainValuesAreWhatJacksonWouldMakeOfThem() {
        ObjectMapper json = JsonHubProtocol.standardMapper().registerModule(new AsJackson());
        ObjectMapper messagePack = MessagePackHubProtocol.standardMapper().registerModule(new AsJackson());
        assertThat(List.<Object>of("x", 1, 1L, true)).noneMatch(new PlainValues(json)::isWritten);
        assertThat(new PlainValues(messagePack).isTextRead()).isFalse();

        assertAlike(new JsonHubProtocol(), new JsonHubProtocol(json));
        assertAlike(new MessagePackHubProtocol(), new MessagePackHubProtocol(messagePack));
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
