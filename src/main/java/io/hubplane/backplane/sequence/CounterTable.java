package io.hubplane.backplane.sequence;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counters by channel. If there are too many, or their names are too long, the least recently used are forgotten. Not
 * thread safe.
 */
final class CounterTable {
    private final int counterLimit;
    private final long nameLimit;
    private final Map<String, ChannelCounter> counters = new LinkedHashMap<>(16, 0.75f, true);
    private long names;

    /**
     * Makes a table.
     *
     * @param counterLimit how many counters it keeps
     * @param nameLimit how long their names may be in total, in characters; one counter is always kept, however long
     *     its name
     */
    CounterTable(int counterLimit, long nameLimit) {
        this.counterLimit = counterLimit;
        this.nameLimit = nameLimit;
    }

    @Nullable
    ChannelCounter find(String channel) {
        return counters.get(channel);
    }

    void add(ChannelCounter counter) {
        counters.put(counter.channel, counter);
        names += counter.channel.length();
        Iterator<ChannelCounter> eldest = counters.values().iterator();
        while (counters.size() > 1 && (counters.size() > counterLimit || names > nameLimit)) {
            names -= eldest.next().channel.length();
            eldest.remove();
        }
    }

    /** Removes a counter; false if it has already been forgotten. */
    boolean remove(ChannelCounter counter) {
        boolean removed = counters.remove(counter.channel, counter);
        if (removed) {
            names -= counter.channel.length();
        }
        return removed;
    }

    void dropUnusedFor(long idle, long now) {
        Iterator<ChannelCounter> each = counters.values().iterator();
        while (each.hasNext()) {
            ChannelCounter counter = each.next();
            if (now - counter.lastUsed > idle) {
                names -= counter.channel.length();
                each.remove();
            }
        }
    }

    Collection<ChannelCounter> all() {
        return counters.values();
    }
}
