package io.hubplane.cluster.application;

import io.hubplane.hub.cluster.Orphaned;
import io.hubplane.hub.cluster.OrphanedConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;

/** Notes which connections end here, and which ones this node finishes for another. */
@ApplicationScoped
public class OrphanNotes {
    private final List<String> notes = new ArrayList<>();

    void orphaned(@Observes @Orphaned OrphanedConnection connection) {
        add("orphaned " + connection.connectionId());
    }

    synchronized void add(String note) {
        notes.add(note);
    }

    /** What has been noted so far. */
    public synchronized List<String> all() {
        return List.copyOf(notes);
    }
}
