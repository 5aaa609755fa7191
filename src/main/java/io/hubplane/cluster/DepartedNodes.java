package io.hubplane.cluster;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that have gone lately, with the number of the last sign of life of each: older signs, which came late or
 * were recorded by somebody, do not bring them back. Not thread safe; {@link NodeRegistry} guards it.
 */
final class DepartedNodes {
    /** More restarts than a farm sees while a message is on its way. */
    static final int MOST = 1000;

    private final Map<String, Long> lastCounts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<String, Long> eldest) {
            return size() > MOST;
        }
    };

    void add(String node, long lastCount) {
        lastCounts.remove(node);
        lastCounts.put(node, lastCount);
    }

    void remove(String node) {
        lastCounts.remove(node);
    }

    boolean contains(String node) {
        return lastCounts.containsKey(node);
    }

    /** Whether a sign of life was sent before the node went. */
    boolean isOld(SignOfLife sign) {
        Long last = lastCounts.get(sign.node());
        return last != null && sign.count() <= last;
    }
}
