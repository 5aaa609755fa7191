package io.hubplane.hub.cluster;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list, in the order of names or ids.
 *
 * @param items the items
 * @param next where the next page begins: pass it as {@code after}; empty if this is the last page
 */
public record ClusterPage<T>(List<T> items, Optional<String> next) {
    public ClusterPage {
        items = List.copyOf(items);
    }
}
