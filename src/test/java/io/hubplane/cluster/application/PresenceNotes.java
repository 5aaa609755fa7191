package io.hubplane.cluster.application;

import io.hubplane.hub.cluster.Joined;
import io.hubplane.hub.cluster.Left;
import io.hubplane.hub.cluster.Presence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;

/** Notes who becomes present, and who no longer is. */
@ApplicationScoped
public class PresenceNotes {
    private final List<String> notes = new ArrayList<>();

    synchronized void joined(@Observes @Joined Presence presence) {
        notes.add("+" + presence.data().get("name"));
    }

    synchronized void left(@Observes @Left Presence presence) {
        notes.add("-" + presence.data().get("name"));
    }

    /** What has happened since the last call. */
    public synchronized List<String> take() {
        List<String> taken = List.copyOf(notes);
        notes.clear();
        return taken;
    }
}
