package io.hubplane.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What values a setting may have, and how they are read from text and shown.
 *
 * @param allowed the allowed values, with unit and range, for error messages
 * @param parser reads a value; throws {@link IllegalArgumentException} or {@link ArithmeticException} for one that is
 *     not allowed
 * @param printer shows a value without secrets
 * @param masker shows any text without the secrets in it
 */
record ValueType<T>(
        String allowed, Function<String, T> parser, Function<T, String> printer, Function<String, String> masker) {

    private static final Duration SHORTEST = Duration.ofMillis(1);

    static <T> ValueType<T> of(String allowed, Function<String, T> parser, Function<T, String> printer) {
        return new ValueType<>(allowed, parser, printer, Function.identity());
    }

    static ValueType<Integer> integer(String unit, int least, int most) {
        return of(
                "a whole number of " + unit + " from " + least + " to " + most,
                text -> {
                    int value = Integer.parseInt(text);
                    require(value >= least && value <= most);
                    return value;
                },
                String::valueOf);
    }

    static ValueType<Duration> duration() {
        return duration("1 ms to 24 h", SHORTEST, Duration.ofHours(24));
    }

    /** A duration of at most some minutes. */
    static ValueType<Duration> durationUpTo(Duration most) {
        return duration("1 ms to " + most.toMinutes() + " min", SHORTEST, most);
    }

    /** A duration that may be zero. */
    static ValueType<Duration> durationOrNone() {
        return duration("0s to 1 h", Duration.ZERO, Duration.ofHours(1));
    }

    private static ValueType<Duration> duration(String range, Duration least, Duration most) {
        return of(
                "a duration from " + range + ", written as 500ms, 15s, 2m or PT15S",
                text -> {
                    Duration value = DurationText.parse(text);
                    require(value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
                    return value;
                },
                Duration::toString);
    }

    static ValueType<Boolean> bool() {
        Map<String, Boolean> values = new LinkedHashMap<>();
        values.put("true", true);
        values.put("false", false);
        return choice(values);
    }

    /** A constant of an enum, by its name in kebab-case. */
    static <E extends Enum<E>> ValueType<E> choice(Class<E> type) {
        return choice(constants(type));
    }

    private static <E extends Enum<E>> Map<String, E> constants(Class<E> type) {
        Map<String, E> values = new LinkedHashMap<>();
        for (E value : type.getEnumConstants()) {
            values.put(value.name().toLowerCase(Locale.ROOT).replace('_', '-'), value);
        }
        return values;
    }

    /** Some of an enum's constants, at least one. */
    static <E extends Enum<E>> ValueType<Set<E>> choices(Class<E> type) {
        return choices(constants(type));
    }

    /** Some of several values that have names, at least one. */
    static <T> ValueType<Set<T>> choices(Map<String, T> values) {
        ValueType<T> single = choice(values);
        return of(
                "a comma-separated list of " + single.allowed(),
                text -> list(text).map(single.parser()).collect(Collectors.toUnmodifiableSet()),
                chosen -> values.entrySet().stream()
                        .filter(entry -> chosen.contains(entry.getValue()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.joining(",")));
    }

    /** Some texts, at least one, in order. */
    static ValueType<List<String>> texts(String allowed, Pattern pattern) {
        return list(allowed, text(allowed, pattern).parser());
    }

    /**
     * Some texts, at least one, in order.
     *
     * @param single reads one of them; throws {@link IllegalArgumentException} for one that is not allowed
     */
    static ValueType<List<String>> list(String allowed, Function<String, String> single) {
        return of(allowed, text -> list(text).map(single).toList(), values -> String.join(",", values));
    }

    private static Stream<String> list(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip);
    }

    static <T> ValueType<T> choice(Map<String, T> values) {
        return of(
                String.join(" or ", values.keySet()),
                text -> {
                    T value = values.get(text.toLowerCase(Locale.ROOT));
                    if (value == null) {
                        throw new IllegalArgumentException();
                    }
                    return value;
                },
                value -> values.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(value))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseThrow());
    }

    static ValueType<String> text(String allowed, Pattern pattern) {
        return of(
                allowed,
                text -> {
                    require(pattern.matcher(text).matches());
                    return text;
                },
                Function.identity());
    }

    /** A file that can be read. */
    static ValueType<Path> file() {
        return of(
                "the path of a file that this process may read",
                text -> {
                    Path path = Path.of(text);
                    require(Files.isRegularFile(path) && Files.isReadable(path));
                    return path;
                },
                Path::toString);
    }

    /** A secret, never shown. */
    static <T> ValueType<T> secret(int shortest, Function<String, T> parser) {
        return new ValueType<>("a text of at least " + shortest + " characters", parser, value -> "***", text -> "***");
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException();
        }
    }
}
