package io.hubplane.faults.application;

import io.hubplane.hub.cluster.GroupOccupancy;
import io.hubplane.hub.cluster.Occupied;
import io.hubplane.hub.cluster.Vacated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** The groups that are occupied, by what the node tells. */
@ApplicationScoped
public class OccupiedGroups {
    private final Set<String> groups = new ConcurrentSkipListSet<>();

    void occupied(@Observes @Occupied GroupOccupancy group) {
        groups.add(group.group());
    }

    void vacated(@Observes @Vacated GroupOccupancy group) {
        groups.remove(group.group());
    }

    /** Their names, in order. */
    public List<String> names() {
        return List.copyOf(groups);
    }
}
