package io.hubplane.observe;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts how often each limit is reached, and tells an observer. Safe for any thread. */
public final class LimitCounts implements HubObserver {
    private final HubObserver observer;
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /**
     * Makes counts that are all 0.
     *
     * @param observer is told about each limit that is reached
     */
    public LimitCounts(HubObserver observer) {
        this.observer = observer;
    }

    @Override
    public void limitReached(String hub, String limit) {
        counts.computeIfAbsent(limit, name -> new LongAdder()).increment();
        observer.limitReached(hub, limit);
    }

    /**
     * The counts so far.
     *
     * @return the counts, by the names of the limits that have been reached
     */
    public Map<String, Long> counts() {
        return counts.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, each -> each.getValue().sum()));
    }
}
