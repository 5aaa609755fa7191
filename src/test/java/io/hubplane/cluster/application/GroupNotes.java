package io.hubplane.cluster.application;

import io.hubplane.hub.cluster.GroupOccupancy;
import io.hubplane.hub.cluster.Occupied;
import io.hubplane.hub.cluster.Vacated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;

/** Notes which groups get their first member, and which lose their last one. */
@ApplicationScoped
public class GroupNotes {
    private final List<String> notes = new ArrayList<>();

    synchronized void occupied(@Observes @Occupied GroupOccupancy group) {
        notes.add("+" + group.group());
    }

    synchronized void vacated(@Observes @Vacated GroupOccupancy group) {
        notes.add("-" + group.group());
    }

    /** What has happened to a group. */
    public synchronized List<String> of(String group) {
        return notes.stream().filter(note -> note.substring(1).equals(group)).toList();
    }
}
