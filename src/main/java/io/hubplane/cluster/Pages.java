package io.hubplane.cluster;

import io.hubplane.cluster.ClusterMessage.Answer;
import io.hubplane.hub.cluster.ClusterPage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts the pages of several nodes together. A node that has more than it has sent says nothing about keys after its last
 * one, so the page ends there, and every key on it is complete.
 */
final class Pages {
    private Pages() {}

    /** What nodes have said about one key. */
    record Found(ClusterEntry entry, String node, long count) {
        private static Found both(Found one, Found other) {
            return new Found(one.entry(), one.node(), one.count() + other.count());
        }
    }

    static <T> ClusterPage<T> merge(Collection<Answer> answers, int limit, Function<Found, T> make) {
        String end = end(answers);
        TreeMap<String, Found> found = new TreeMap<>();
        for (Answer answer : answers) {
            for (ClusterEntry entry : answer.entries()) {
                if (end == null || entry.key().compareTo(end) <= 0) {
                    found.merge(entry.key(), new Found(entry, answer.node(), entry.count()), Found::both);
                }
            }
        }
        List<T> items = new ArrayList<>();
        String last = "";
        for (Map.Entry<String, Found> each : found.entrySet()) {
            if (items.size() == limit) {
                return new ClusterPage<>(items, Optional.of(last));
            }
            items.add(make.apply(each.getValue()));
            last = each.getKey();
        }
        return new ClusterPage<>(items, end == null ? Optional.empty() : Optional.of(last));
    }

    /** The last key about which all have said everything; null if they have said everything. */
    private static @Nullable String end(Collection<Answer> answers) {
        String end = null;
        for (Answer answer : answers) {
            if (answer.more() && !answer.entries().isEmpty()) {
                String last = answer.entries().get(answer.entries().size() - 1).key();
                end = end == null || last.compareTo(end) < 0 ? last : end;
            }
        }
        return end;
    }
}
