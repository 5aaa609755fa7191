package io.hubplane.bench.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Formats numbers that do not belong to a metric. */
final class Numbers {
    private Numbers() {}

    /** With two decimals. */
    static String hundredths(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    /** With as many decimals as needed, at most six digits: 0.25, 1,600. */
    static String plain(double number) {
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(6)).stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
    }
}
