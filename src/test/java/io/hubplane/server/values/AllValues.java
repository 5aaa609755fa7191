package io.hubplane.server.values;

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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One value of each kind that .NET writes in a special form. */
@SuppressWarnings("ArrayRecordComponent") // applications have such types too
public record AllValues(
        Instant instant,
        LocalDateTime localDateTime,
        OffsetDateTime offsetDateTime,
        Duration duration,
        LocalDate localDate,
        LocalTime localTime,
        UUID uuid,
        BigDecimal bigDecimal,
        BigInteger bigInteger,
        Colour colour,
        char character,
        byte[] bytes,
        Map<Integer, String> byNumber,
        List<@Nullable Integer> withNull) {
    /** Has a name of two words. */
    public enum Colour {
        /** First. */
        RED,
        /** Second. */
        GREEN,
        /** Third. */
        BLUE,
        /** Fourth. */
        DARK_BLUE
    }
}
