package io.hubplane.protocol.values;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations as .NET writes its {@code TimeSpan}; the fraction is in units of 100 ns and left out if it is zero:
 *
 * <pre>
 *   [-][days.]hh:mm:ss[.fffffff]      00:01:30   1.02:03:04.0050000   -00:00:01.5000000
 * </pre>
 */
final class DurationText {
    private static final Pattern FORM =
            Pattern.compile("(-)?(?:(\\d{1,15})\\.)?([01]\\d|2[0-3]):([0-5]\\d):([0-5]\\d)(?:\\.(\\d{1,9}))?");

    private DurationText() {}

    static String of(Duration duration) {
        Duration rest = duration.abs();
        StringBuilder text = new StringBuilder(26);
        int ticks = rest.toNanosPart() / Ticks.NANOS;
        if (duration.isNegative() && (ticks > 0 || rest.toSeconds() > 0)) {
            text.append('-');
        }
        if (rest.toDaysPart() > 0) {
            text.append(rest.toDaysPart()).append('.');
        }
        digits(text, rest.toHoursPart(), 2).append(':');
        digits(text, rest.toMinutesPart(), 2).append(':');
        digits(text, rest.toSecondsPart(), 2);
        return ticks == 0 ? text.toString() : digits(text.append('.'), ticks, 7).toString();
    }

    private static StringBuilder digits(StringBuilder text, int number, int width) {
        String digits = Integer.toString(number);
        return text.append("0".repeat(width - digits.length())).append(digits);
    }

    /** The duration, or null if the text does not have this form. */
    static @Nullable Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        Duration duration = Duration.ofDays(matcher.group(2) == null ? 0 : Long.parseLong(matcher.group(2)))
                .plusHours(Long.parseLong(matcher.group(3)))
                .plusMinutes(Long.parseLong(matcher.group(4)))
                .plusSeconds(Long.parseLong(matcher.group(5)))
                .plusNanos(nanos(matcher.group(6)));
        return matcher.group(1) == null ? duration : duration.negated();
    }

    private static long nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Long.parseLong(fraction + "0".repeat(9 - fraction.length()));
    }
}
