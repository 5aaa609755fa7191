package io.hubplane.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.type.TypeReference;
import io.hubplane.fake.EncodedValues;
import io.hubplane.protocol.json.JsonHubProtocol;
import io.hubplane.protocol.messagepack.MessagePackHubProtocol;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a declared type says in addition to its values is neither lost nor overruled. */
@SuppressWarnings({"ArrayRecordComponent", "unused"}) // applications have such types too
class DeclaredTypesTest {
    private static final HubProtocol JSON = new JsonHubProtocol();
    private static final HubProtocol MESSAGE_PACK = new MessagePackHubProtocol();

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Circle.class, name = "circle"),
        @JsonSubTypes.Type(value = Square.class, name = "square")
    })
    sealed interface Shape {}

    record Circle(int radius) implements Shape {}

    record Square(int side) implements Shape {}

    record Page<T>(T first, List<T> rest) {}

    /** A list whose class fixes the type of its elements. */
    static final class Texts extends ArrayList<String> {
        private static final long serialVersionUID = 1L;
    }

    interface Animal {}

    record Dog(String name) implements Animal {}

    record Numbers(int one, int[] more, boolean sure, double half, char letter) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Numbers that && one == that.one && Arrays.equals(more, that.more);
        }

        @Override
        public int hashCode() {
            return one;
        }
    }

    private static Type type(TypeReference<?> reference) {
        return reference.getType();
    }

    private static String json(@Nullable Object value, Type declared) {
        return EncodedValues.json(JSON, HubMessage.Completion.ofResult("1", value, declared));
    }

    record Written(Type declared, Object value, String json) {}

    static List<Written> typeIds() {
        String circle = "{\"kind\":\"circle\",\"radius\":1}";
        String square = "{\"kind\":\"square\",\"side\":2}";
        List<Shape> both = List.of(new Circle(1), new Square(2));
        String list = "[" + circle + "," + square + "]";
        return List.of(
                new Written(Shape.class, new Circle(1), circle),
                new Written(type(new TypeReference<List<Shape>>() {}), both, list),
                new Written(type(new TypeReference<Iterable<? extends Shape>>() {}), both, list),
                new Written(Shape[].class, new Shape[] {new Circle(1), new Square(2)}, list),
                new Written(Shape[].class, new Circle[] {new Circle(1)}, "[" + circle + "]"),
                new Written(type(new TypeReference<List<Shape>[]>() {}), new List<?>[] {both}, "[" + list + "]"),
                new Written(
                        type(new TypeReference<Map<String, Shape>>() {}),
                        Map.of("a", new Circle(1)),
                        "{\"a\":" + circle + "}"),
                new Written(
                        type(new TypeReference<Map<String, List<Shape>>>() {}),
                        Map.of("a", both),
                        "{\"a\":" + list + "}"),
                new Written(type(new TypeReference<Optional<Shape>>() {}), Optional.of(new Circle(1)), circle),
                new Written(type(new TypeReference<Optional<List<Shape>>>() {}), Optional.of(both), list),
                new Written(
                        type(new TypeReference<Page<Shape>>() {}),
                        new Page<>(new Circle(1), both),
                        "{\"first\":" + circle + ",\"rest\":" + list + "}"));
    }

    @ParameterizedTest
    @MethodSource("typeIds")
    void typeIdsDoNotVanishInsideOfOtherTypes(Written written) {
        assertThat(json(written.value(), written.declared())).isEqualTo(written.json());

        String packed = EncodedValues.messagePack(
                MESSAGE_PACK, HubMessage.Completion.ofResult("1", written.value(), written.declared()));
        assertThat(json(EncodedValues.fromMessagePack(MESSAGE_PACK, packed, Object.class), Object.class))
                .isEqualTo(written.json());
    }

    @Test
    void typeIdsDoNotVanishFromArgumentsAndItems() {
        Type shapes = type(new TypeReference<List<Shape>>() {});
        HubMessage call = new HubMessage.Invocation(
                Map.of(),
                null,
                "t",
                Arguments.declared(List.of(String.class, shapes), "x", List.of(new Circle(1))),
                List.of());
        HubMessage item = new HubMessage.StreamItem(Map.of(), "1", Payload.of(List.of(new Circle(1)), shapes));

        assertThat(new String(JSON.write(call), UTF_8)).contains("[\"x\",[{\"kind\":\"circle\",\"radius\":1}]]");
        assertThat(new String(JSON.write(item), UTF_8)).contains("[{\"kind\":\"circle\",\"radius\":1}]");
        assertThat(new String(MESSAGE_PACK.write(call), ISO_8859_1)).contains("kind");
        assertThat(new String(MESSAGE_PACK.write(item), ISO_8859_1)).contains("kind");
    }

    @Test
    void propertiesAreThoseOfTheClassAValueHas() {
        assertThat(json(new Dog("Rex"), Animal.class)).isEqualTo("{\"name\":\"Rex\"}");
        assertThat(json(List.of(new Dog("Rex")), type(new TypeReference<List<Animal>>() {})))
                .isEqualTo("[{\"name\":\"Rex\"}]");
        assertThat(json(new Dog("Rex"), Object.class)).isEqualTo("{\"name\":\"Rex\"}");
    }

    @Test
    void valueOfAnotherTypeThanDeclaredIsWrittenAsItIs() {
        assertThat(json("refused", type(new TypeReference<List<Shape>>() {}))).isEqualTo("\"refused\"");
        assertThat(json(new Dog("Rex"), Shape.class)).isEqualTo("{\"name\":\"Rex\"}");
        Texts texts = new Texts();
        texts.add("x");
        assertThat(json(texts, type(new TypeReference<List<Object>>() {}))).isEqualTo("[\"x\"]");
        assertThat(json(1.5, double.class)).isEqualTo("1.5");
        assertThat(json(null, type(new TypeReference<List<Shape>>() {}))).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"one\":null}",
                "{\"more\":[1,null]}",
                "{\"sure\":null}",
                "{\"half\":null}",
                "{\"letter\":null}"
            })
    void nullIsNoValueOfAPrimitiveType(String json) {
        Object value = EncodedValues.fromJson(JSON, json, Object.class);

        assertThatExceptionOfType(BindingException.class)
                .isThrownBy(() -> EncodedValues.fromJson(JSON, json, Numbers.class))
                .withMessageContaining("null");
        assertThatExceptionOfType(BindingException.class)
                .isThrownBy(() -> EncodedValues.fromMessagePack(
                        MESSAGE_PACK, EncodedValues.messagePack(MESSAGE_PACK, value), Numbers.class))
                .withMessageContaining("null");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                int[].class,
                long[].class,
                short[].class,
                byte[].class,
                boolean[].class,
                float[].class,
                double[].class,
                int[][].class
            })
    void arraysOfPrimitiveTypesHoldNoNull(Class<?> type) {
        String json = type == int[][].class ? "[[null]]" : "[null]";
        String packed = EncodedValues.messagePack(MESSAGE_PACK, EncodedValues.fromJson(JSON, json, Object.class));

        assertThatExceptionOfType(BindingException.class)
                .isThrownBy(() -> EncodedValues.fromJson(JSON, json, type))
                .withMessageContaining("null");
        assertThatExceptionOfType(BindingException.class)
                .isThrownBy(() -> EncodedValues.fromMessagePack(MESSAGE_PACK, packed, type))
                .withMessageContaining("null");
    }

    @Test
    void missingPropertyOfAPrimitiveTypeIsNothing() {
        Numbers missing = (Numbers) requireNonNull(EncodedValues.fromJson(JSON, "{\"more\":[1]}", Numbers.class));

        assertThat(missing).isEqualTo(new Numbers(0, new int[] {1}, false, 0, '\0'));
        assertThat(missing.letter()).isEqualTo('\0');
        assertThat(EncodedValues.fromMessagePack(MESSAGE_PACK, "80", Numbers.class))
                .isInstanceOf(Numbers.class);
    }
}
