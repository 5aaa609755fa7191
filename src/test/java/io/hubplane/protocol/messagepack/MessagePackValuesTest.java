package io.hubplane.protocol.messagepack;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.hubplane.protocol.BindingException;
import io.hubplane.protocol.HubMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;

/** How values are written in MessagePack, and which are accepted for which type. */
@SuppressWarnings("ArrayRecordComponent") // applications have such types too
class MessagePackValuesTest {
    private static final UUID ID = UUID.fromString("00010203-0405-0607-0706-050403020100");

    private final MessagePackHubProtocol protocol = new MessagePackHubProtocol();

    record Person(@Nullable String firstName, int age, Optional<String> email) {}

    record Renamed(@JsonProperty("Name") String name) {}

    record Order(UUID id, List<Item> items, Map<Integer, Instant> times, Optional<Order> before) {}

    record Item(String name, BigDecimal price, byte[] picture) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Item that
                    && name.equals(that.name)
                    && price.equals(that.price)
                    && Arrays.equals(picture, that.picture);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    record Formatted(
            @JsonFormat(pattern = "yyyy", timezone = "UTC") Instant year, Instant instant) {}

    record Outer(@JsonUnwrapped Inner inner, int last) {}

    record Inner(Instant instant, byte[] bytes, int first) {}

    /** The bytes of a value: the part of a completion after its result kind. */
    private byte[] encoded(@Nullable Object value) {
        byte[] frame = protocol.write(HubMessage.Completion.ofResult("1", value));
        int header = protocol.framing().next(frame, 0, 0, frame.length).header();
        return Arrays.copyOfRange(frame, header + 6, frame.length);
    }

    private String hex(@Nullable Object value) {
        return HexFormat.ofDelimiter(" ").formatHex(encoded(value));
    }

    private @Nullable Object bound(byte[] value, Class<?> type) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(new byte[] {(byte) 0x94, 2, (byte) 0x80, (byte) 0xa1, '1'});
        message.writeBytes(value);
        byte[] bytes = message.toByteArray();
        HubMessage read = requireNonNull(protocol.read(bytes, 0, bytes.length));
        return ((HubMessage.StreamItem) read).item().bind(type);
    }

    private @Nullable Object bound(String hex, Class<?> type) {
        return bound(HexFormat.of().parseHex(hex.replace(" ", "")), type);
    }

    private static void assertRefused(ThrowingCallable binding) {
        assertThatExceptionOfType(BindingException.class)
                .isThrownBy(binding)
                .withMessageStartingWith("Error trying to deserialize item to ");
    }

    /** The value as another reader of MessagePack sees it. */
    private static Value unpacked(byte[] bytes) throws IOException {
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
            Value value = unpacker.unpackValue();
            assertThat(unpacker.hasNext()).isFalse();
            return value;
        }
    }

    @Test
    void objectsAreMapsWithTheNamesOfTheirMembers() throws IOException {
        assertThat(unpacked(encoded(new Person(null, 3, Optional.of("a@b")))))
                .hasToString("{\"firstName\":null,\"age\":3,\"email\":\"a@b\"}");
        assertThat(unpacked(encoded(new Person("x", 3, Optional.empty()))))
                .asString()
                .endsWith("\"email\":null}");
        assertThat(unpacked(encoded(new Renamed("x")))).hasToString("{\"Name\":\"x\"}");
        assertThat(hex(new Object())).isEqualTo("80");
    }

    @Test
    void nestedValuesSurviveTheRoundTrip() {
        Instant instant = Instant.parse("2026-01-02T03:04:05.678Z");
        Item item = new Item("grüß😀", new BigDecimal("1.50"), new byte[300]);
        Order first = new Order(ID, List.of(), Map.of(), Optional.empty());
        Map<Integer, Instant> times = new LinkedHashMap<>();
        IntStream.range(0, 20).forEach(i -> times.put(i * 100 - 5, instant.plusSeconds(i)));
        Order order = new Order(ID, new ArrayList<>(List.of(item, item)), times, Optional.of(first));

        assertThat(bound(encoded(order), Order.class)).isEqualTo(order);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 65_535, 65_536})
    void arraysAndMapsOfAnySizeAreWrittenInTheirShortestForm(int size) throws IOException {
        List<Integer> list = IntStream.range(0, size).boxed().toList();
        Map<Integer, List<Integer>> map = new LinkedHashMap<>();
        list.forEach(i -> map.put(i, List.of(i)));
        MessageBufferPacker expected = MessagePack.newDefaultBufferPacker();
        expected.packArrayHeader(2).packArrayHeader(size);
        for (int i : list) {
            expected.packInt(i);
        }
        expected.packMapHeader(size);
        for (int i : list) {
            expected.packInt(i).packArrayHeader(1).packInt(i);
        }

        assertThat(encoded(List.of(list, map))).isEqualTo(expected.toByteArray());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "127, 7f",
        "128, cc 80",
        "255, cc ff",
        "256, cd 01 00",
        "65536, ce 00 01 00 00",
        "4294967295, ce ff ff ff ff",
        "4294967296, cf 00 00 00 01 00 00 00 00",
        "9223372036854775807, cf 7f ff ff ff ff ff ff ff",
        "-1, ff",
        "-32, e0",
        "-33, d0 df",
        "-128, d0 80",
        "-129, d1 ff 7f",
        "-32769, d2 ff ff 7f ff",
        "-2147483649, d3 ff ff ff ff 7f ff ff ff",
        "-9223372036854775808, d3 80 00 00 00 00 00 00 00"
    })
    void integersTakeTheirShortestForm(long value, String bytes) {
        assertThat(hex(value)).isEqualTo(bytes);
        assertThat(hex(BigInteger.valueOf(value))).isEqualTo(bytes);
        assertThat(bound(bytes, long.class)).isEqualTo(value);
        assertThat(bound(bytes, BigInteger.class)).isEqualTo(BigInteger.valueOf(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"05", "cc 05", "cd 00 05", "ce 00 00 00 05", "d3 00 00 00 00 00 00 00 05"})
    void integersAreReadInAnyWidth(String bytes) {
        assertThat(bound(bytes, int.class)).isEqualTo(5);
        assertThat(bound(bytes, byte.class)).isEqualTo((byte) 5);
        assertThat(bound(bytes, Short.class)).isEqualTo((short) 5);
        assertThat(bound(bytes, double.class)).isEqualTo(5.0);
        assertThat(bound(bytes, BigDecimal.class)).isEqualTo(new BigDecimal(5));
        assertThat(bound(bytes, Object.class)).isEqualTo(5);
    }

    @Test
    void numberThatDoesNotFitIsRefusedAndNotCut() {
        assertRefused(() -> bound("ce ff ff ff ff", int.class));
        assertRefused(() -> bound("cf ff ff ff ff ff ff ff ff", long.class));
        assertRefused(() -> bound("cd 01 00", byte.class));
        assertRefused(() -> bound("cb 3f f8 00 00 00 00 00 00", int.class));
    }

    @Test
    void floatingPointNumbersKeepTheirWidth() {
        assertThat(hex(1.5f)).isEqualTo("ca 3f c0 00 00");
        assertThat(hex(1.5)).isEqualTo("cb 3f f8 00 00 00 00 00 00");
        assertThat(bound("ca 3f c0 00 00", double.class)).isEqualTo(1.5);
        assertThat(bound("cb 3f f8 00 00 00 00 00 00", float.class)).isEqualTo(1.5f);
        assertThat(bound(encoded(0.1f), BigDecimal.class)).isEqualTo(new BigDecimal("0.1"));
        assertThat(bound(encoded(Double.NaN), double.class)).isEqualTo(Double.NaN);
        assertThat(bound(encoded(Float.NEGATIVE_INFINITY), float.class)).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @Test
    void integersBeyondTheFormatsAreBytes() {
        BigInteger big = BigInteger.TWO.pow(64);

        assertThat(hex(big.subtract(BigInteger.ONE))).isEqualTo("cf ff ff ff ff ff ff ff ff");
        assertThat(bound("cf ff ff ff ff ff ff ff ff", BigInteger.class)).isEqualTo(big.subtract(BigInteger.ONE));
        assertThat(bound("cf ff ff ff ff ff ff ff ff", Object.class)).isEqualTo(big.subtract(BigInteger.ONE));
        assertThat(hex(big)).isEqualTo("c4 09 00 00 00 00 00 00 00 00 01");
        assertThat(hex(big.negate())).isEqualTo("c4 09 00 00 00 00 00 00 00 00 ff");
        assertThat(bound(encoded(big), BigInteger.class)).isEqualTo(big);
        assertThat(bound(encoded(big.negate()), BigInteger.class)).isEqualTo(big.negate());
    }

    @Test
    void decimalsAreTextSoThatNoDigitIsLost() {
        BigDecimal decimal = new BigDecimal("12345678901234567890.1234567890");

        assertThat(hex(new BigDecimal("1.50"))).isEqualTo("a4 31 2e 35 30");
        assertThat(bound(encoded(decimal), BigDecimal.class)).isEqualTo(decimal);
        assertThat(bound(encoded(2.5), BigDecimal.class)).isEqualTo(new BigDecimal("2.5"));
    }

    @Test
    void bytesAreBinaryData() {
        assertThat(hex(new byte[] {1, 2, 3})).isEqualTo("c4 03 01 02 03");
        assertThat(bound("c4 03 01 02 03", byte[].class)).isEqualTo(new byte[] {1, 2, 3});
        assertThat(bound("c5 00 03 01 02 03", byte[].class)).isEqualTo(new byte[] {1, 2, 3});
        assertThat(bound("c6 00 00 00 03 01 02 03", Object.class)).isEqualTo(new byte[] {1, 2, 3});
        assertThat(bound(encoded("AQID"), byte[].class)).isEqualTo(new byte[] {1, 2, 3});
        assertThat(bound(encoded(List.of(1, 2, 3)), byte[].class)).isEqualTo(new byte[] {1, 2, 3});
    }

    @ParameterizedTest
    @CsvSource({
        "2000-01-01T00:00:00Z, d6 ff 38 6d 43 80",
        "1970-01-01T00:00:00Z, d6 ff 00 00 00 00",
        "2106-02-07T06:28:15Z, d6 ff ff ff ff ff",
        "2106-02-07T06:28:16Z, d7 ff 00 00 00 01 00 00 00 00",
        "2000-01-01T00:00:00.000000001Z, d7 ff 00 00 00 04 38 6d 43 80",
        "1970-01-01T00:00:00.999999999Z, d7 ff ee 6b 27 fc 00 00 00 00",
        "2514-05-30T01:53:04Z, c7 0c ff 00 00 00 00 00 00 00 04 00 00 00 00",
        "1969-12-31T23:59:59.5Z, c7 0c ff 1d cd 65 00 ff ff ff ff ff ff ff ff"
    })
    void timesAreTimestamps(Instant instant, String bytes) throws IOException {
        assertThat(hex(instant)).isEqualTo(bytes);
        assertThat(bound(bytes, Instant.class)).isEqualTo(instant);
        assertThat(unpacked(encoded(instant)).asTimestampValue().toInstant()).isEqualTo(instant);
    }

    @Test
    void timestampsAreReadInAnyWidth() {
        Instant instant = Instant.parse("2000-01-01T00:00:00Z");

        assertThat(bound("d7 ff 00 00 00 00 38 6d 43 80", Instant.class)).isEqualTo(instant);
        assertThat(bound("c7 04 ff 38 6d 43 80", Instant.class)).isEqualTo(instant);
        assertThat(bound("c7 0c ff 00 00 00 00 00 00 00 00 38 6d 43 80", Instant.class))
                .isEqualTo(instant);
        assertThat(bound("d6 ff 38 6d 43 80", Object.class)).isEqualTo(instant);
        assertThat(bound(encoded(List.of(instant)), Instant[].class)).isEqualTo(new Instant[] {instant});
    }

    @Test
    void brokenTimestampIsABindingError() {
        assertRefused(() -> bound("d5 ff 00 00", Instant.class));
        assertRefused(() -> bound("d7 ff ff ff ff ff 00 00 00 00", Instant.class));
        assertRefused(() -> bound("c7 0c ff 00 00 00 00 7f ff ff ff ff ff ff ff", Instant.class));
        assertRefused(() -> bound("d6 01 00 00 00 00", Instant.class));
        assertRefused(() -> bound("c4 04 00 00 00 00", Instant.class));
    }

    @Test
    @SuppressWarnings("JavaUtilDate")
    void pointsInTimeAreTimestampsAndReadFromTextToo() {
        Instant instant = Instant.parse("2026-01-02T03:04:05.678Z");
        Map<Class<?>, Object> times = Map.of(
                Instant.class, instant,
                Date.class, Date.from(instant),
                LocalDateTime.class, LocalDateTime.parse("2026-01-02T03:04:05.678"));

        times.forEach((type, time) -> {
            assertThat(hex(time)).as(type.getName()).isEqualTo(hex(instant));
            assertThat(bound(encoded(time), type)).isEqualTo(time);
            String text = type == LocalDateTime.class ? "2026-01-02T03:04:05.678" : instant.toString();
            assertThat(bound(encoded(text), type)).as(type.getName()).isEqualTo(time);
        });
    }

    @Test
    void pointsInTimeWithAnOffsetCarryItAndAreReadFromTimestampsAndTextToo() {
        Instant instant = Instant.parse("2026-01-02T03:04:05.678Z");

        assertThat(hex(OffsetDateTime.parse("2026-01-02T05:04:05.678+02:00")))
                .isEqualTo("92 " + hex(Instant.parse("2026-01-02T05:04:05.678Z")) + " 78");
        assertThat(hex(OffsetDateTime.parse("1850-01-02T05:04:05-00:00:30")))
                .isEqualTo(hex(OffsetDateTime.parse("1850-01-02T05:04:35Z")));
        assertThat(bound(encoded(instant), OffsetDateTime.class))
                .isEqualTo(OffsetDateTime.parse("2026-01-02T03:04:05.678Z"));
        assertThat(bound(encoded(instant), ZonedDateTime.class))
                .isEqualTo(ZonedDateTime.parse("2026-01-02T03:04:05.678Z"));
        assertThat(bound(encoded("2026-01-02T05:04:05+02:00"), OffsetDateTime.class))
                .isEqualTo(OffsetDateTime.parse("2026-01-02T05:04:05+02:00"));
    }

    @Test
    void formatThatAMemberAsksForIsKept() {
        Formatted value = new Formatted(Instant.parse("2026-01-02T03:04:05Z"), Instant.EPOCH);

        assertThat(bound(encoded(value), Object.class)).isEqualTo(Map.of("year", "2026", "instant", Instant.EPOCH));
    }

    @Test
    void valuesSurviveTheBuffersOfJackson() {
        Outer outer = new Outer(new Inner(Instant.EPOCH, new byte[] {1}, 2), 3);

        Map<?, ?> map = (Map<?, ?>) requireNonNull(bound(encoded(outer), Map.class));
        assertThat(map.get("instant")).isEqualTo(Instant.EPOCH);
        assertThat(map.get("first")).isEqualTo(2);
        Outer read = (Outer) requireNonNull(bound(encoded(outer), Outer.class));
        assertThat(read.last()).isEqualTo(3);
        assertThat(read.inner().instant()).isEqualTo(Instant.EPOCH);
        assertThat(read.inner().bytes()).containsExactly(1);
    }

    @Test
    void uniqueIdsAreTextAndReadFromBytesToo() {
        assertThat(hex(ID)).startsWith("d9 24 30 30 30 31");
        assertThat(bound(encoded(ID), UUID.class)).isEqualTo(ID);
        assertThat(bound("c4 10 00 01 02 03 04 05 06 07 07 06 05 04 03 02 01 00", UUID.class))
                .isEqualTo(ID);
    }

    @Test
    void enumsAreWrittenAsNamesAndReadFromNamesAndNumbers() {
        assertThat(hex(DayOfWeek.FRIDAY)).isEqualTo("a6 46 52 49 44 41 59");
        assertThat(bound(encoded("FRIDAY"), DayOfWeek.class)).isEqualTo(DayOfWeek.FRIDAY);
        assertThat(bound(encoded("friday"), DayOfWeek.class)).isEqualTo(DayOfWeek.FRIDAY);
        assertThat(bound("04", DayOfWeek.class)).isEqualTo(DayOfWeek.FRIDAY);
        assertRefused(() -> bound("63", DayOfWeek.class));
    }

    @Test
    void keysOfMapsNeedNotBeText() {
        assertThat(hex(Map.of(1, "x"))).isEqualTo("81 01 a1 78");
        assertThat(hex(Map.of(5_000_000_000L, "x"))).isEqualTo("81 cf 00 00 00 01 2a 05 f2 00 a1 78");
        assertThat(hex(Map.of(DayOfWeek.FRIDAY, 1))).isEqualTo("81 a6 46 52 49 44 41 59 01");
        assertThat(hex(Map.of(ID, 1))).startsWith("81 d9 24 30");
        assertThat(bound("81 01 02", Map.class)).isEqualTo(Map.of("1", 2));
        assertThat(bound("81 c3 02", Map.class)).isEqualTo(Map.of("true", 2));
        assertThat(bound("81 cb 3f f8 00 00 00 00 00 00 02", Map.class)).isEqualTo(Map.of("1.5", 2));
        assertRefused(() -> bound("81 90 02", Map.class));
        assertRefused(() -> bound("81 c0 02", Map.class));
    }

    @Test
    void namesAreReadWhateverTheirCaseAndUnknownOnesSkipped() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("FirstName", "x");
        value.put("shoeSize", Map.of("eu", List.of(44, Map.of())));
        value.put("more", List.of(List.of(1), 2));
        value.put("AGE", 3);

        assertThat(bound(encoded(value), Person.class)).isInstanceOfSatisfying(Person.class, person -> {
            assertThat(person.firstName()).isEqualTo("x");
            assertThat(person.age()).isEqualTo(3);
        });
        assertThat(bound("81 a1 78 c7 01 07 ff", Person.class)).isInstanceOf(Person.class);
    }

    @Test
    void optionalsAreTheirValueOrNil() {
        assertThat(hex(Optional.of("x"))).isEqualTo("a1 78");
        assertThat(hex(Optional.empty())).isEqualTo("c0");
        assertThat(hex(OptionalInt.of(5))).isEqualTo("05");
        assertThat(bound("c0", Optional.class)).isEqualTo(Optional.empty());
        assertThat(bound("05", OptionalInt.class)).isEqualTo(OptionalInt.of(5));
    }

    @Test
    void valuesOfNoParticularTypeBecomeMapsListsAndScalars() {
        Map<String, Object> value = Map.of("a", Arrays.asList(1, 2.5, "x", null, true, List.of(), Map.of("b", false)));

        assertThat(bound(encoded(value), Object.class)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a1 35", "c3", "90", "80", "c0", "c4 01 05", "d6 ff 00 00 00 00"})
    void onlyNumbersAreIntegers(String bytes) {
        assertRefused(() -> bound(bytes, int.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"05", "ca 3f c0 00 00", "c3", "90", "80"})
    void onlyTextIsText(String bytes) {
        assertRefused(() -> bound(bytes, String.class));
    }

    @Test
    void brokenUtf8IsReplacedAndHarmsNothing() {
        assertThat(bound("a2 78 c3", String.class)).isEqualTo("x\ufffd");
    }

    @Test
    void bindingErrorDoesNotQuoteWhatSurroundsTheValue() {
        byte[] value = encoded(Map.of("firstName", "secret", "age", "x"));

        assertThatExceptionOfType(BindingException.class)
                .isThrownBy(() -> bound(value, Person.class))
                .withMessageNotContaining("secret");
    }

    @Test
    void rawJsonHasNoPlaceInMessagePack() {
        record Raw(
                @com.fasterxml.jackson.annotation.JsonRawValue
                String json) {}

        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> encoded(new Raw("{}")));
    }
}
