package io.hubplane.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The longest time for which each client received nothing although something had been sent to it. Messages are added in
 * the order in which they were sent; times are in milliseconds.
 */
final class Silences {
    private final Map<Integer, List<Owed>> byClient = new HashMap<>();

    /** A message: when it was sent, and when it arrived; infinite if it did not. */
    private record Owed(double sent, double came) {}

    /** Adds a message that a client should receive; {@code came} is null if it has not arrived. */
    void owed(int client, double sent, @Nullable Double came) {
        byClient.computeIfAbsent(client, key -> new ArrayList<>())
                .add(new Owed(sent, came == null ? Double.POSITIVE_INFINITY : came));
    }

    /** The quantile of the clients' longest silences; 0 if there was no message. */
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
            if (each.sent() > heard) { // the first one sent after the last arrival: a silence begins
                int next = Arrays.binarySearch(arrivals, each.sent());
                next = next < 0 ? -next - 1 : next;
                if (next == arrivals.length) {
                    break; // nothing more came until the record ended: not counted
                }
                heard = arrivals[next];
                longest = Math.max(longest, heard - each.sent());
            }
        }
        return longest;
    }
}
