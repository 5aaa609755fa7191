package io.hubplane.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fake.EncodedValues;
import io.hubplane.protocol.DotNetValues.Colour;
import io.hubplane.protocol.json.JsonHubProtocol;
import io.hubplane.protocol.messagepack.MessagePackHubProtocol;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values are written as {@code values.md} shows. */
@SuppressWarnings("JavaUtilDate") // applications have such types too
class ValuesPageTest {
    private static final HubProtocol JSON = new JsonHubProtocol();
    private static final HubProtocol MESSAGE_PACK = new MessagePackHubProtocol();
    private static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    private static final Instant INSTANT = Instant.parse("2020-02-03T04:05:06.789Z");

    record Person(String firstName, @Nullable String nickname, int age) {}

    record Row(String java, String json, String messagePack) {}

    private static final Map<String, List<@Nullable Object>> VALUES = new LinkedHashMap<>();

    private static void row(String java, @Nullable Object... values) {
        VALUES.put(java, Arrays.asList(values));
    }

    static {
        row("`\"é\"`", "é");
        row("`null`", (Object) null);
        row("`true`", true);
        row("`300` (`byte` to `long`)", (short) 300, 300, 300L);
        row("`0.1f`", 0.1f);
        row("`5.0`", 5.0);
        row("`'é'`", 'é');
        row("`BigInteger`, 64 bits", new BigInteger("18446744073709551615"));
        row("`BigInteger`, more", BigInteger.TWO.pow(100));
        row("`new BigDecimal(\"0.10\")`", new BigDecimal("0.10"));
        row("`enum` `DARK_BLUE`, the fourth", Colour.DARK_BLUE);
        row("`byte[]`", (Object) new byte[] {0, (byte) 0xff});
        row("`int[]`", (Object) new int[] {1, 2});
        row("`List.of(\"a\")`, any collection", List.of("a"), Set.of("a"), new String[] {"a"});
        row("a list with null in it", Arrays.asList(1, null));
        row("`Map.of(\"a b\", 1)`", Map.of("a b", 1));
        row("`Map.of(1, \"x\")`", Map.of(1, "x"));
        row("`Map.of(DARK_BLUE, 1)`", Map.of(Colour.DARK_BLUE, 1));
        row("`Map` with `UUID` keys", Map.of(ID, 1));
        row("`Optional.of(\"x\")`", Optional.of("x"));
        row("`Optional.empty()`", Optional.empty());
        row("`OptionalInt.of(5)`", OptionalInt.of(5));
        row("`new Person(\"Ann\", null, 3)`, a record or bean", new Person("Ann", null, 3));
        row("`UUID`", ID);
        row("`URI`", URI.create("https://example.org/a%20b"));
        row("`Locale`", Locale.GERMANY);
        row("`Instant`", INSTANT);
        row("`LocalDateTime`", LocalDateTime.parse("2020-02-03T04:05:06"));
        row(
                "`OffsetDateTime`, `ZonedDateTime`",
                OffsetDateTime.parse("2020-02-03T04:05:06+02:00"),
                ZonedDateTime.parse("2020-02-03T04:05:06+02:00"));
        row("`java.util.Date`", Date.from(INSTANT));
        row("`LocalDate`", LocalDate.of(2024, 2, 29));
        row("`LocalTime`", LocalTime.parse("04:05:06.007"));
        row("`Duration`", Duration.parse("P1DT2H3M4.005S"));
        row("`Year`", Year.of(2024));
        row("`YearMonth`", YearMonth.of(2024, 2));
        row("`Period`", Period.parse("P1M2D"));
        row("`ZoneId`", ZoneId.of("Europe/Berlin"));
        row("`DayOfWeek` `FRIDAY`, `Month`: enums, the first is 0", DayOfWeek.FRIDAY);
    }

    static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src/site/markdown/values.md"))) {
            String[] cells = line.split(" \\| |^\\| | \\|$", -1);
            if (line.startsWith("|") && !line.startsWith("|---") && !line.startsWith("| In Java")) {
                rows.add(new Row(cells[1], cells[2].replace("`", ""), cells[3].replace("`", "")));
            }
        }
        return rows;
    }

    @Test
    void everyRowIsChecked() throws IOException {
        assertThat(rows()).extracting(Row::java).containsExactlyElementsOf(VALUES.keySet());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void valueLooksAsThePageSays(Row row) {
        for (Object value : VALUES.getOrDefault(row.java(), List.of())) {
            assertThat(EncodedValues.json(JSON, value)).isEqualTo(row.json());
            assertThat(EncodedValues.messagePack(MESSAGE_PACK, value)).isEqualTo(row.messagePack());
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void valueIsReadAsItWasWritten(Row row) {
        for (Object value : VALUES.getOrDefault(row.java(), List.of())) {
            if (value != null && !(value instanceof Map) && !(value instanceof Optional)) {
                Class<?> type = value instanceof List
                        ? List.class
                        : value instanceof Set ? Set.class : value instanceof ZoneId ? ZoneId.class : value.getClass();
                assertThat(EncodedValues.fromJson(JSON, row.json(), type)).isEqualTo(value);
                assertThat(EncodedValues.fromMessagePack(MESSAGE_PACK, row.messagePack(), type))
                        .isEqualTo(value);
            }
        }
    }
}
