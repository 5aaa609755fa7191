package io.hubplane.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long clients waited at most, while something was owed to them and nothing came. Messages are told in the order in
 * which they were sent; times are in milliseconds.
 */
final class Silences {
    private final Map<Integer, List<Owed>> byClient = new HashMap<>();

    /** A message: when it was sent, and when it came; infinite if it did not. */
    private record Owed(double sent, double came) {}

    /** A message was owed to a client; null if it has not come. */
    void owed(int client, double sent, @Nullable Double came) {
        byClient.computeIfAbsent(client, key -> new ArrayList<>())
                .add(new Owed(sent, came == null ? Double.POSITIVE_INFINITY : came));
    }

    /** The longest silence that so large a share of the clients did not exceed; 0 if nothing was owed. */
    double quantile(double share) {
        double[] sorted = byClient.values().stream()
                .mapToDouble(Silences::longest)
                .sorted()
                .toArray();
        return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))];
    }

    private static double longest(List<Owed> owed) {
        double[] arrivals = owed.stream()
                .mapToDouble(Owed::came)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        double longest = 0;
        double heard = Double.NEGATIVE_INFINITY;
        for (Owed each : owed) {
            if (each.sent() > heard) { // the first one that was sent since something came: the silence begins
                int next = Arrays.binarySearch(arrivals, each.sent());
                next = next < 0 ? -next - 1 : next;
                if (next == arrivals.length) {
                    break; // until the end of the record, which is nobody's silence
                }
                heard = arrivals[next];
                longest = Math.max(longest, heard - each.sent());
            }
        }
        return longest;
    }
}
