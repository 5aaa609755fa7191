package io.hubplane.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hubplane.protocol.BindingException;
import io.hubplane.protocol.HubMessage;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How values are written in JSON, and which are accepted for which type. */
class StandardMapperTest {
    private final JsonHubProtocol protocol = new JsonHubProtocol();

    record Person(@Nullable String firstName, int age, Optional<String> email) {}

    /** A bean with getters and setters, as before records. */
    public static final class Car {
        private String licencePlate = "";

        /** The plate. */
        public String getLicencePlate() {
            return licencePlate;
        }

        /** Sets the plate. */
        public void setLicencePlate(String licencePlate) {
            this.licencePlate = licencePlate;
        }
    }

    private String json(@Nullable Object value) {
        String frame = new String(protocol.write(HubMessage.Completion.ofResult("1", value)), UTF_8);
        String before = "{\"type\":3,\"invocationId\":\"1\",\"result\":";
        assertThat(frame).startsWith(before).endsWith("}\u001e");
        return frame.substring(before.length(), frame.length() - 2);
    }

    private @Nullable Object bound(String json, Class<?> type) {
        byte[] message = ("{\"type\":2,\"invocationId\":\"1\",\"item\":" + json + "}").getBytes(UTF_8);
        HubMessage read = requireNonNull(protocol.read(message, 0, message.length));
        return ((HubMessage.StreamItem) read).item().bind(type);
    }

    @Test
    void namesAreCamelCaseAndNullsAreWritten() {
        Car car = new Car();
        car.setLicencePlate("B 1");

        assertThat(json(new Person(null, 3, Optional.of("a@b"))))
                .isEqualTo("{\"firstName\":null,\"age\":3,\"email\":\"a@b\"}");
        assertThat(json(new Person("x", 3, Optional.empty()))).endsWith("\"email\":null}");
        assertThat(json(car)).isEqualTo("{\"licencePlate\":\"B 1\"}");
    }

    @Test
    void namesAreReadWhateverTheirCase() {
        assertThat(bound("{\"FirstName\":\"x\",\"AGE\":3,\"email\":null}", Person.class))
                .isEqualTo(new Person("x", 3, Optional.empty()));
    }

    @Test
    void unknownAndMissingPropertiesAreIgnored() {
        assertThat(bound("{\"firstName\":\"x\",\"shoeSize\":{\"eu\":44}}", Person.class))
                .isInstanceOfSatisfying(Person.class, person -> {
                    assertThat(person.firstName()).isEqualTo("x");
                    assertThat(person.age()).isZero();
                });
    }

    @Test
    void timesAreText() {
        assertThat(json(Instant.parse("2000-01-01T00:00:00Z"))).isEqualTo("\"2000-01-01T00:00:00Z\"");
        assertThat(json(LocalDate.of(2026, 1, 2))).isEqualTo("\"2026-01-02\"");
        assertThat(json(Duration.ofSeconds(90))).isEqualTo("\"00:01:30\"");
        assertThat(bound("\"PT1M30S\"", Duration.class)).isEqualTo(Duration.ofSeconds(90));
        assertThat(bound("\"2026-01-02T03:04:05+02:00\"", OffsetDateTime.class))
                .isEqualTo(OffsetDateTime.parse("2026-01-02T03:04:05+02:00"));
    }

    @Test
    void enumsAreWrittenAsNumbersAndReadAsNumbersOrNames() {
        assertThat(json(DayOfWeek.FRIDAY)).isEqualTo("4");
        assertThat(bound("4", DayOfWeek.class)).isEqualTo(DayOfWeek.FRIDAY);
        assertThat(bound("\"FRIDAY\"", DayOfWeek.class)).isEqualTo(DayOfWeek.FRIDAY);
        assertThat(bound("\"friday\"", DayOfWeek.class)).isEqualTo(DayOfWeek.FRIDAY);
        assertThat(json(Map.of(DayOfWeek.FRIDAY, 1))).isEqualTo("{\"FRIDAY\":1}");
    }

    @Test
    void bytesAreBase64() {
        assertThat(json(new byte[] {1, 2, 3})).isEqualTo("\"AQID\"");
        assertThat(bound("\"AQID\"", byte[].class)).isEqualTo(new byte[] {1, 2, 3});
    }

    @Test
    void objectWithoutPropertiesIsEmpty() {
        assertThat(json(new Object())).isEqualTo("{}");
    }

    @Test
    void valuesOfNoParticularTypeBecomeMapsListsAndScalars() {
        assertThat(bound("{\"a\":[1,2.5,\"x\",null,true]}", Object.class))
                .isEqualTo(Map.of("a", Arrays.asList(1, 2.5, "x", null, true)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"5\"", "1.5", "true", "5000000000", "[]", "{}", "null"})
    void onlyWholeNumbersInRangeAreIntegers(String json) {
        assertThatExceptionOfType(BindingException.class)
                .isThrownBy(() -> bound(json, int.class))
                .withMessageStartingWith("Error trying to deserialize item to int.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "1.5", "true", "[]", "{}"})
    void onlyTextIsText(String json) {
        assertThatExceptionOfType(BindingException.class).isThrownBy(() -> bound(json, String.class));
    }

    @Test
    void wholeNumberIsAFloatingPointNumberToo() {
        assertThat(bound("5", double.class)).isEqualTo(5.0);
    }

    @Test
    void bindingErrorDoesNotQuoteWhatSurroundsTheValue() {
        assertThatExceptionOfType(BindingException.class)
                .isThrownBy(() -> bound("{\"firstName\":\"secret\",\"age\":\"x\"}", Person.class))
                .withMessageNotContaining("secret");
    }

    @Test
    void listsKeepTheirOrder() {
        assertThat(json(List.of(3, 1, 2))).isEqualTo("[3,1,2]");
    }
}
