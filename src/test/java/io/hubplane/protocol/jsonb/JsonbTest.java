package io.hubplane.protocol.jsonb;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hubplane.fake.EncodedValues;
import io.hubplane.protocol.BindingException;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.json.JsonHubProtocol;
import io.hubplane.protocol.messagepack.MessagePackHubProtocol;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import jakarta.json.bind.annotation.JsonbVisibility;
import jakarta.json.bind.config.PropertyVisibilityStrategy;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The annotations of JSON-B have their effect in both encodings. */
class JsonbTest {
    private static final HubProtocol JSON = new JsonHubProtocol();
    private static final HubProtocol MESSAGE_PACK = new MessagePackHubProtocol();

    /** Writes a value as JSON; MessagePack must give the same. */
    private static String written(Object value) {
        String json = EncodedValues.json(JSON, value);
        String packed = EncodedValues.messagePack(MESSAGE_PACK, value);
        Object unpacked = EncodedValues.fromMessagePack(MESSAGE_PACK, packed, Object.class);
        assertThat(EncodedValues.json(JSON, unpacked)).as("through MessagePack").isEqualTo(json);
        return json;
    }

    /** Reads a value from JSON; MessagePack must give the same. */
    private static <T> T read(String json, Class<T> type) {
        Object plain = EncodedValues.fromJson(JSON, json, Object.class);
        String packed = EncodedValues.messagePack(MESSAGE_PACK, plain);
        T fromJson = type.cast(requireNonNull(EncodedValues.fromJson(JSON, json, type)));
        assertThat(EncodedValues.fromMessagePack(MESSAGE_PACK, packed, type))
                .as("from MessagePack")
                .usingRecursiveComparison()
                .isEqualTo(fromJson);
        return fromJson;
    }

    /** A bean with a secret. */
    public static class User {
        private String name = "";
        private @Nullable String password;

        @JsonbTransient
        private @Nullable String token = "token";

        /** The name. */
        @JsonbProperty("login")
        public String getName() {
            return name;
        }

        /** Sets the name. */
        public void setName(String name) {
            this.name = name;
        }

        /** For the server alone. */
        @JsonbTransient
        public @Nullable String getPassword() {
            return password;
        }

        /** Sets the password. */
        public void setPassword(String password) {
            this.password = password;
        }

        /** For the server alone. */
        public @Nullable String getToken() {
            return token;
        }

        /** Sets the token. */
        public void setToken(String token) {
            this.token = token;
        }
    }

    record Secret(String name, @JsonbTransient @Nullable String password) {}

    /** A bean with a property that is written but not read. */
    public static class Told {
        private String id = "none";

        /** The id. */
        public String getId() {
            return id;
        }

        /** Not for clients. */
        @JsonbTransient
        public void setId(String id) {
            this.id = id;
        }
    }

    record Renamed(@JsonbProperty("given-name") String name, int age) {}

    record Dates(
            @JsonbDateFormat("dd.MM.yyyy") LocalDate day,
            @JsonbDateFormat("yyyy-MM-dd HH:mm") Instant at,
            @JsonbDateFormat(JsonbDateFormat.TIME_IN_MILLIS) Instant millis,

            @JsonbDateFormat(value = "d MMMM", locale = "fr") @Nullable
            LocalDate french) {}

    @JsonbDateFormat("yyyy/MM/dd")
    record OnClass(LocalDate day, String text) {}

    record Numbers(
            @JsonbNumberFormat("#,##0.00") BigDecimal price,
            @JsonbNumberFormat("0000") int number,

            @JsonbNumberFormat(value = "0.0", locale = "de") @Nullable
            Double german) {}

    /** A class that is made by a factory method. */
    public static final class Made {
        private final String both;

        private Made(String both) {
            this.both = both;
        }

        /** Makes one. */
        @JsonbCreator
        public static Made of(@JsonbProperty("a") String one, @JsonbProperty("b") @Nullable String other) {
            return new Made(one + other);
        }

        /** The texts that it was made of. */
        public String getBoth() {
            return both;
        }
    }

    /** Money as text. */
    public static class MoneyAdapter implements JsonbAdapter<Money, String> {
        @Override
        public String adaptToJson(Money money) {
            return money.cents + " ct";
        }

        @Override
        public Money adaptFromJson(String text) {
            return new Money(Integer.parseInt(text.replace(" ct", "")));
        }
    }

    /** A point as a map. */
    public static class PointAdapter implements JsonbAdapter<Point, Map<String, Integer>> {
        @Override
        public Map<String, Integer> adaptToJson(Point point) {
            return Map.of("left", point.x);
        }

        @Override
        public Point adaptFromJson(Map<String, Integer> map) {
            return new Point(map.getOrDefault("left", 0));
        }
    }

    @JsonbTypeAdapter(MoneyAdapter.class)
    record Money(int cents) {}

    record Point(int x) {}

    record Bill(
            Money sum,
            List<Money> parts,
            @JsonbTypeAdapter(PointAdapter.class) Point at) {}

    @JsonbPropertyOrder({"z", "a"})
    record Ordered(int a, int m, int z) {}

    @JsonbNillable(false)
    record Sparse(@Nullable String gone, Optional<String> away, int here) {}

    /** Makes only fields visible. */
    public static class Fields implements PropertyVisibilityStrategy {
        @Override
        public boolean isVisible(Field field) {
            return true;
        }

        @Override
        public boolean isVisible(Method method) {
            return false;
        }
    }

    /** A class whose properties are its fields. */
    @JsonbVisibility(Fields.class)
    public static class ByFields {
        private int hidden = 7;

        /** Not a property. */
        public int getShown() {
            return hidden + 1;
        }
    }

    @JsonbTypeInfo(
            key = "is",
            value = {@JsonbSubtype(alias = "dog", type = Dog.class), @JsonbSubtype(alias = "cat", type = Cat.class)})
    interface Animal {}

    record Dog(String name) implements Animal {}

    record Cat(int lives) implements Animal {}

    record Zoo(List<Animal> animals) {}

    /** Writes JSON itself. */
    public static class Raw implements JsonbSerializer<String> {
        @Override
        public void serialize(String text, JsonGenerator generator, SerializationContext context) {
            generator.write(text);
        }
    }

    record WithRaw(@JsonbTypeSerializer(Raw.class) String text) {}

    @Test
    void transientPropertyIsNeitherSentNorTaken() {
        User user = new User();
        user.setName("Ann");
        user.setPassword("secret");

        assertThat(written(user)).isEqualTo("{\"login\":\"Ann\"}");
        assertThat(written(new Secret("Ann", "secret"))).isEqualTo("{\"name\":\"Ann\"}");
        assertThat(read("{\"login\":\"Ann\",\"token\":\"forged\"}", User.class).getToken())
                .isEqualTo("token");
        assertThat(read("{\"name\":\"Ann\",\"password\":\"forged\"}", Secret.class))
                .isEqualTo(new Secret("Ann", null));
    }

    @Test
    void transientGetterOrSetterIsForItsOwnDirectionOnly() {
        assertThat(read("{\"login\":\"Ann\",\"password\":\"mine\"}", User.class).getPassword())
                .isEqualTo("mine");
        assertThat(written(new Told())).isEqualTo("{\"id\":\"none\"}");
        assertThat(read("{\"id\":\"forged\"}", Told.class).getId()).isEqualTo("none");
    }

    @Test
    void propertiesAreRenamed() {
        assertThat(written(new Renamed("Ann", 7))).isEqualTo("{\"given-name\":\"Ann\",\"age\":7}");
        assertThat(read("{\"given-name\":\"Ann\",\"age\":7}", Renamed.class)).isEqualTo(new Renamed("Ann", 7));
    }

    @Test
    void datesHaveTheFormatOfTheirPropertyOrClass() {
        LocalDate day = LocalDate.of(2024, 2, 29);
        Instant at = Instant.parse("2024-02-29T01:02:00Z");
        Dates dates = new Dates(day, at, at, day);
        String json = "{\"day\":\"29.02.2024\",\"at\":\"2024-02-29 01:02\",\"millis\":" + at.toEpochMilli()
                + ",\"french\":\"29 février\"}";

        assertThat(written(dates)).isEqualTo(json);
        assertThat(read(json.replace("\"29 février\"", "null"), Dates.class)).isEqualTo(new Dates(day, at, at, null));
        assertThat(written(new OnClass(day, "x"))).isEqualTo("{\"day\":\"2024/02/29\",\"text\":\"x\"}");
        assertThat(read("{\"day\":\"2024/02/29\",\"text\":\"x\"}", OnClass.class))
                .isEqualTo(new OnClass(day, "x"));
    }

    @Test
    void numbersHaveTheirFormat() {
        Numbers numbers = new Numbers(new BigDecimal("1234.50"), 7, 1.5);
        String json = "{\"price\":\"1,234.50\",\"number\":\"0007\",\"german\":\"1,5\"}";

        assertThat(written(numbers)).isEqualTo(json);
        assertThat(read(json, Numbers.class)).isEqualTo(numbers);
        for (String wrong : List.of("\"1.5\"", "\"7x\"", "7", "\"99999999999\"", "\"\"")) {
            assertThatExceptionOfType(BindingException.class)
                    .as(wrong)
                    .isThrownBy(() ->
                            EncodedValues.fromJson(JSON, "{\"price\":\"1\",\"number\":" + wrong + "}", Numbers.class));
        }
    }

    @Test
    void objectsAreMadeByTheirCreator() {
        assertThat(read("{\"a\":\"x\",\"b\":\"y\"}", Made.class).getBoth()).isEqualTo("xy");
        assertThat(read("{\"a\":\"x\"}", Made.class).getBoth()).isEqualTo("xnull");
    }

    @Test
    void valuesAreAdaptedByClassAndByProperty() {
        Bill bill = new Bill(new Money(5), List.of(new Money(2), new Money(3)), new Point(1));
        String json = "{\"sum\":\"5 ct\",\"parts\":[\"2 ct\",\"3 ct\"],\"at\":{\"left\":1}}";

        assertThat(written(bill)).isEqualTo(json);
        assertThat(read(json, Bill.class)).isEqualTo(bill);
        assertThatExceptionOfType(BindingException.class)
                .isThrownBy(() -> EncodedValues.fromJson(JSON, "\"much\"", Money.class))
                .withMessageContaining("MoneyAdapter has failed");
    }

    @Test
    void propertiesHaveTheirOrder() {
        assertThat(EncodedValues.json(JSON, new Ordered(1, 2, 3))).isEqualTo("{\"z\":3,\"a\":1,\"m\":2}");
    }

    @Test
    void nullsAreLeftOutWhereSomebodySaysSo() {
        assertThat(written(new Sparse(null, Optional.empty(), 1))).isEqualTo("{\"here\":1}");
    }

    @Test
    void visibilityIsThatOfTheStrategy() {
        assertThat(written(new ByFields())).isEqualTo("{\"hidden\":7}");
        assertThat(read("{\"hidden\":8}", ByFields.class).getShown()).isEqualTo(9);
    }

    @Test
    void subtypesHaveTheirAlias() {
        Zoo zoo = new Zoo(List.of(new Dog("Rex"), new Cat(7)));
        String json = "{\"animals\":[{\"is\":\"dog\",\"name\":\"Rex\"},{\"is\":\"cat\",\"lives\":7}]}";

        assertThat(written(zoo)).isEqualTo(json);
        assertThat(read(json, Zoo.class)).isEqualTo(zoo);
    }

    @Test
    void serializerOfJsonTextIsRefusedAndNotPassedOver() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> EncodedValues.json(JSON, new WithRaw("x")))
                .withMessageContaining("put @JsonbTypeAdapter on");
    }
}
