package io.hubplane.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.hubplane.fake.EncodedValues;
import io.hubplane.fake.WireVectors;
import io.hubplane.fake.WireVectors.Vector;
import io.hubplane.protocol.DotNetValues.Colour;
import io.hubplane.protocol.DotNetValues.Person;
import io.hubplane.protocol.DotNetValues.Typed;
import io.hubplane.protocol.json.JsonHubProtocol;
import io.hubplane.protocol.messagepack.MessagePackHubProtocol;
import io.hubplane.protocol.messagepack.MessagePackOptions;
import io.hubplane.protocol.messagepack.MessagePackOptions.Names;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values from .NET are read, and values for .NET are written, as .NET itself does. */
class DotNetValuesTest {
    private static final HubProtocol JSON = new JsonHubProtocol();
    private static final HubProtocol DECLARED = new MessagePackHubProtocol();
    private static final HubProtocol PASCAL =
            new MessagePackHubProtocol(MessagePackHubProtocol.standardMapper(new MessagePackOptions(Names.PASCAL)));

    enum Odd {
        A_B,
        AB,
        DarkBlue,
        @JsonProperty("ultra-violet")
        ULTRA_VIOLET
    }

    record Named(@JsonProperty("given_name") String name, Colour favouriteColour) {}

    static List<Vector> vectors() {
        return WireVectors.read("/io/hubplane/protocol/dotnet-values.txt");
    }

    static List<Vector> inJson() {
        return vectors().stream()
                .filter(vector -> !vector.text("json").equals("none"))
                .toList();
    }

    @Test
    void everyVectorHasItsValue() {
        assertThat(vectors())
                .extracting(Vector::toString)
                .containsExactlyElementsOf(DotNetValues.all().keySet());
        assertThat(vectors()).allSatisfy(vector -> {
            Typed typed = DotNetValues.named(vector.toString());
            assertThat(typed.type().getTypeName().replaceAll("[a-z.]+\\.|\\w+\\$", ""))
                    .isEqualTo(vector.text("java"));
        });
    }

    @ParameterizedTest
    @MethodSource("inJson")
    void jsonIsRead(Vector vector) {
        Typed typed = DotNetValues.named(vector.toString());

        assertThat(EncodedValues.fromJson(JSON, vector.text("json"), typed.type()))
                .isEqualTo(typed.value());
    }

    @ParameterizedTest
    @MethodSource("inJson")
    void jsonIsWritten(Vector vector) {
        Typed typed = DotNetValues.named(vector.toString());
        String written = vector.fields().getOrDefault("json-written", vector.text("json"));

        assertThat(EncodedValues.json(JSON, typed.value())).isEqualTo(written);
        assertThat(EncodedValues.fromJson(JSON, written, typed.type())).isEqualTo(typed.value());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void messagePackIsReadWhateverNamesAreWritten(Vector vector) {
        Typed typed = DotNetValues.named(vector.toString());

        assertThat(EncodedValues.fromMessagePack(PASCAL, vector.text("messagepack"), typed.type()))
                .isEqualTo(typed.value());
        assertThat(EncodedValues.fromMessagePack(DECLARED, vector.text("messagepack"), typed.type()))
                .isEqualTo(typed.value());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void messagePackIsWritten(Vector vector) {
        Typed typed = DotNetValues.named(vector.toString());

        assertThat(EncodedValues.messagePack(PASCAL, typed.value()))
                .isEqualTo(vector.fields().getOrDefault("messagepack-written", vector.text("messagepack")));
    }

    @Test
    void declaredNamesAreReadAndWrittenUnlessConfigured() {
        Named named = new Named("x", Colour.DARK_BLUE);
        String declared = EncodedValues.messagePack(DECLARED, named);
        String pascal = EncodedValues.messagePack(PASCAL, named);

        assertThat(EncodedValues.fromMessagePack(PASCAL, declared, Map.class))
                .isEqualTo(Map.of("given_name", "x", "favouriteColour", "DARK_BLUE"));
        assertThat(EncodedValues.fromMessagePack(DECLARED, pascal, Map.class))
                .isEqualTo(Map.of("given_name", "x", "FavouriteColour", "DarkBlue"));
        assertThat(EncodedValues.fromMessagePack(PASCAL, declared, Named.class)).isEqualTo(named);
        assertThat(EncodedValues.fromMessagePack(DECLARED, pascal, Named.class)).isEqualTo(named);
    }

    @Test
    void namesOfMapsAreData() {
        assertThat(EncodedValues.messagePack(PASCAL, Map.of("firstName", 1)))
                .isEqualTo("81a966697273744e616d6501")
                .isEqualTo(EncodedValues.messagePack(DECLARED, Map.of("firstName", 1)));
        assertThat(EncodedValues.json(JSON, Map.of("firstName", 1))).isEqualTo("{\"firstName\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DARK_BLUE", "DarkBlue", "darkblue", "darkBlue", "dark_blue", "DARKBLUE"})
    void enumConstantsAreReadWhateverTheirCaseAndUnderscores(String name) {
        String packed = EncodedValues.messagePack(DECLARED, name);

        assertThat(EncodedValues.fromJson(JSON, '"' + name + '"', Colour.class)).isEqualTo(Colour.DARK_BLUE);
        assertThat(EncodedValues.fromMessagePack(DECLARED, packed, Colour.class))
                .isEqualTo(Colour.DARK_BLUE);
        assertThat(EncodedValues.fromMessagePack(PASCAL, packed, Colour.class)).isEqualTo(Colour.DARK_BLUE);
        assertThat(EncodedValues.fromJson(JSON, '"' + name + '"', Odd.class)).isEqualTo(Odd.DarkBlue);
    }

    @Test
    void namesThatDifferByUnderscoresOnlyKeepTheirConstants() {
        for (Odd odd : Odd.values()) {
            assertThat(EncodedValues.fromMessagePack(DECLARED, EncodedValues.messagePack(DECLARED, odd), Odd.class))
                    .isEqualTo(odd);
        }
        assertThat(EncodedValues.fromJson(JSON, "\"AB\"", Odd.class)).isEqualTo(Odd.AB);
        assertThat(EncodedValues.fromJson(JSON, "\"A_B\"", Odd.class)).isEqualTo(Odd.A_B);
    }

    @Test
    void nameThatAnAnnotationGivesStays() {
        String bytes = EncodedValues.messagePack(PASCAL, Odd.ULTRA_VIOLET);

        assertThat(EncodedValues.fromMessagePack(DECLARED, bytes, String.class)).isEqualTo("ultra-violet");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 00:00:00, PT0S",
        "PT0.0000001S, 00:00:00.0000001, PT0.0000001S",
        "PT0.000000199S, 00:00:00.0000001, PT0.0000001S",
        "PT0.000000099S, 00:00:00, PT0S",
        "PT-0.000000099S, 00:00:00, PT0S",
        "PT-0.000000199S, -00:00:00.0000001, PT-0.0000001S",
        "PT-24H, -1.00:00:00, PT-24H",
        "PT23H59M59.9999999S, 23:59:59.9999999, PT23H59M59.9999999S",
        "P10675199DT2H48M5.4775807S, 10675199.02:48:05.4775807, P10675199DT2H48M5.4775807S",
        "P-10675199DT-2H-48M-5.4775807S, -10675199.02:48:05.4775807, P-10675199DT-2H-48M-5.4775807S"
    })
    void durationsAreCutToUnitsOf100Nanoseconds(Duration duration, String text, Duration cut) {
        assertThat(EncodedValues.json(JSON, duration)).isEqualTo('"' + text + '"');
        assertThat(EncodedValues.fromJson(JSON, '"' + text + '"', Duration.class))
                .isEqualTo(cut);
        assertThat(EncodedValues.fromMessagePack(
                        DECLARED, EncodedValues.messagePack(DECLARED, duration), Duration.class))
                .isEqualTo(cut);
    }

    @Test
    void durationBeyondItsTicksIsText() {
        Duration ages = Duration.ofDays(10_675_200);

        assertThat(EncodedValues.fromMessagePack(DECLARED, EncodedValues.messagePack(DECLARED, ages), Duration.class))
                .isEqualTo(ages);
        assertThat(EncodedValues.fromJson(JSON, EncodedValues.json(JSON, ages), Duration.class))
                .isEqualTo(ages);
    }

    @Test
    void textIsReadInMessagePackToo() {
        Map<Object, String> texts = Map.of(
                Duration.ofSeconds(90),
                "00:01:30",
                Duration.ofSeconds(91),
                "PT1M31S",
                LocalDate.of(2024, 2, 29),
                "2024-02-29",
                LocalTime.of(4, 5),
                "04:05",
                Instant.parse("2020-02-03T04:05:06Z"),
                "2020-02-03T06:05:06+02:00",
                LocalDateTime.parse("2020-02-03T04:05:07"),
                "2020-02-03T06:05:07+02:00",
                OffsetDateTime.parse("2020-02-03T04:05:06Z"),
                "2020-02-03T04:05:06",
                BigInteger.TWO.pow(70),
                "1180591620717411303424",
                'x',
                "x",
                new BigDecimal("1.5"),
                "1.5");

        texts.forEach((value, text) -> assertThat(EncodedValues.fromMessagePack(
                        DECLARED, EncodedValues.messagePack(DECLARED, text), value.getClass()))
                .isEqualTo(value));
    }

    @ParameterizedTest
    @CsvSource({
        "java.time.LocalTime, cf000000c92a69c000", // midnight of the next day
        "java.time.LocalTime, ff",
        "java.time.LocalDate, cf7fffffffffffffff",
        "java.time.OffsetDateTime, 91d6ff5e379bf2",
        "java.time.OffsetDateTime, 92d6ff5e379bf2cd0439",
        "java.time.OffsetDateTime, 93d6ff5e379bf27878",
        "java.time.OffsetDateTime, 92d6ff5e379bf2ce7fffffff",
        "java.time.OffsetDateTime, 9278d6ff5e379bf2",
        "java.time.Duration, ca3f000000",
        "java.lang.Character, ce00010000",
        "java.lang.Character, ff"
    })
    void valueOfNoSuchFormIsRefused(Class<?> type, String bytes) {
        assertThatExceptionOfType(BindingException.class)
                .isThrownBy(() -> EncodedValues.fromMessagePack(DECLARED, bytes, type))
                .withMessageStartingWith("Error trying to deserialize item to " + type.getSimpleName());
    }

    @Test
    void propertiesAreReadWhateverTheirCase() {
        String names = EncodedValues.messagePack(DECLARED, Map.of("FIRSTNAME", "x", "Count", 3, "other", 4));

        assertThat(EncodedValues.fromMessagePack(PASCAL, names, Person.class)).isEqualTo(new Person("x", 3));
        assertThat(EncodedValues.fromJson(JSON, "{\"FIRSTNAME\":\"x\",\"Count\":3,\"other\":4}", Person.class))
                .isEqualTo(new Person("x", 3));
    }
}
