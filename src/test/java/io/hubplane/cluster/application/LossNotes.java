package io.hubplane.cluster.application;

import io.hubplane.hub.cluster.MessagesLost;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;

/** Notes which messages of other nodes were lost. */
@ApplicationScoped
public class LossNotes {
    private final List<String> notes = new ArrayList<>();

    synchronized void lost(@Observes MessagesLost lost) {
        notes.add(lost.hub() + " " + lost.receivers() + " " + lost.name() + " " + lost.count() + " of " + lost.node());
    }

    /** What has been noted so far. */
    public synchronized List<String> all() {
        return List.copyOf(notes);
    }
}
