package io.hubplane.protocol;

import com.fasterxml.jackson.core.type.TypeReference;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The values of {@code dotnet-values.txt} in Java. */
@SuppressWarnings("ArrayRecordComponent") // applications have such types too
final class DotNetValues {
    /** Corresponds to an enum of .NET: Red, Green, Blue, DarkBlue. */
    enum Colour {
        RED,
        GREEN,
        BLUE,
        DARK_BLUE
    }

    /** Corresponds to a record of .NET. */
    record Point(int x, double y, String name, List<Integer> list, byte[] bytes) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Point that
                    && x == that.x
                    && y == that.y
                    && name.equals(that.name)
                    && list.equals(that.list)
                    && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return x;
        }
    }

    /** Corresponds to a class of .NET. */
    record Person(@Nullable String firstName, int count) {}

    /** A value and the type a receiver declares. */
    record Typed(Type type, @Nullable Object value) {}

    private static final Map<String, Typed> ALL = new LinkedHashMap<>();

    static {
        LocalDateTime seconds = LocalDateTime.parse("2020-02-03T04:05:06");
        Instant millis = Instant.parse("2020-02-03T04:05:06.789Z");
        add("DateTime in UTC", Instant.class, millis);
        add("DateTime in UTC, 100 ns later", Instant.class, millis.plusNanos(100));
        add("DateTime in UTC, whole seconds", Instant.class, Instant.parse("2020-02-03T04:05:06Z"));
        add("DateTime without a zone, as a point in time", Instant.class, Instant.parse("2020-02-03T04:05:06Z"));
        add("DateTime without a zone", LocalDateTime.class, seconds);
        add("DateTime in UTC, as a time without a zone", LocalDateTime.class, seconds.plusNanos(789_000_000));
        add("DateTime.MinValue", LocalDateTime.class, LocalDateTime.of(1, 1, 1, 0, 0));
        add("DateTime.MinValue, as a point in time", Instant.class, Instant.parse("0001-01-01T00:00:00Z"));
        add("DateTime.MaxValue", LocalDateTime.class, LocalDateTime.parse("9999-12-31T23:59:59.9999999"));
        add("DateTimeOffset", OffsetDateTime.class, OffsetDateTime.parse("2020-02-03T04:05:06+02:00"));
        add(
                "DateTimeOffset, as a time with a zone",
                ZonedDateTime.class,
                ZonedDateTime.parse("2020-02-03T04:05:06+02:00"));
        add("TimeSpan of more than a day", Duration.class, Duration.parse("P1DT2H3M4.005S"));
        add("TimeSpan below nothing", Duration.class, Duration.ofMillis(-1500));
        add("TimeSpan of 90 s", Duration.class, Duration.ofSeconds(90));
        add("DateOnly", LocalDate.class, LocalDate.of(2024, 2, 29));
        add("TimeOnly", LocalTime.class, LocalTime.of(4, 5, 6));
        add("TimeOnly with a fraction", LocalTime.class, LocalTime.parse("04:05:06.007"));
        add("Guid", UUID.class, UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));
        add("decimal, the largest", BigDecimal.class, new BigDecimal("79228162514264337593543950335"));
        add("decimal with a zero at its end", BigDecimal.class, new BigDecimal("0.10"));
        add("enum", Colour.class, Colour.BLUE);
        add("enum of two words", Colour.class, Colour.DARK_BLUE);
        add("Dictionary<string,int>", new TypeReference<Map<String, Integer>>() {}.getType(), Map.of("a b", 1));
        add("Dictionary<int,string>", new TypeReference<Map<Integer, String>>() {}.getType(), Map.of(1, "x"));
        add("Dictionary<Colour,int>", new TypeReference<Map<Colour, Integer>>() {}.getType(), Map.of(Colour.BLUE, 1));
        add("char", char.class, 'é');
        add("ulong, the largest", BigInteger.class, new BigInteger("18446744073709551615"));
        add("float", float.class, 0.1f);
        add("double", double.class, 5.0);
        add("double that is no number", double.class, Double.NaN);
        add("Half", float.class, 0.5f);
        add("byte[]", byte[].class, new byte[] {0, (byte) 0xff});
        add("Uri", URI.class, URI.create("https://example.org/a%20b"));
        add("BigInteger", BigInteger.class, BigInteger.TWO.pow(100));
        add("HashSet<string>", new TypeReference<Set<String>>() {}.getType(), Set.of("a"));
        add("List<int?>", new TypeReference<List<Integer>>() {}.getType(), Arrays.asList(1, null));
        add("Version", String.class, "1.2");
        add("Nullable without a value", Integer.class, null);
        add(
                "Nullable without a value, as an Optional",
                new TypeReference<Optional<String>>() {}.getType(),
                Optional.empty());
        add("record", Point.class, new Point(1, 2.5, "é", List.of(1), new byte[] {(byte) 0xff}));
        add("class with a null property", Person.class, new Person(null, 3));
    }

    private DotNetValues() {}

    private static void add(String name, Type type, @Nullable Object value) {
        ALL.put(name, new Typed(type, value));
    }

    static Map<String, Typed> all() {
        return ALL;
    }

    static Typed named(String name) {
        Typed typed = ALL.get(name);
        if (typed == null) {
            throw new IllegalArgumentException("no value " + name);
        }
        return typed;
    }
}
