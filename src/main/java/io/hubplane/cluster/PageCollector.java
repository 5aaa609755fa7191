package io.hubplane.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Takes the first entries after a key from many that come in any order, and keeps no more than it needs. Not thread safe.
 *
 * @param <T> what entries are made from
 */
final class PageCollector<T> {
    /** How many bytes of entries an answer has, or one entry if it is longer; as much as an answer about lost messages. */
    static final int BYTES = 256 << 10;

    private final String after;
    private final int limit;
    private final TreeMap<String, T> first = new TreeMap<>();
    private long offered;

    PageCollector(String after, int limit) {
        this.after = after;
        this.limit = limit;
    }

    void offer(String key, T value) {
        offered++;
        if (limit == 0 || key.compareTo(after) <= 0) {
            return;
        }
        if (first.size() <= limit) { // one more, to know whether there are more
            first.put(key, value);
        } else if (key.compareTo(first.lastKey()) < 0) {
            first.put(key, value);
            first.pollLastEntry();
        }
    }

    /** How many have been offered, before and after the key. */
    long offered() {
        return offered;
    }

    /** The entries of the page. */
    List<ClusterEntry> entries(Function<T, ClusterEntry> make) {
        List<ClusterEntry> entries = new ArrayList<>();
        int bytes = 0;
        for (T each : first.values()) {
            ClusterEntry entry = make.apply(each);
            bytes += entry.bytes();
            if (entries.size() == limit || (!entries.isEmpty() && bytes > BYTES)) {
                break;
            }
            entries.add(entry);
        }
        return entries;
    }

    /** Whether something is left after that many entries. */
    boolean hasMore(int taken) {
        return first.size() > taken;
    }
}
