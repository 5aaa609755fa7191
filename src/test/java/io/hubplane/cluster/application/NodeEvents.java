package io.hubplane.cluster.application;

import io.hubplane.observe.HubObserver;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Notes who joins and who goes. */
@ApplicationScoped
public class NodeEvents implements HubObserver {
    private final List<String> events = new ArrayList<>();

    @Override
    public synchronized void nodeJoined(String nodeId, String name) {
        events.add(name + " joined");
    }

    @Override
    public synchronized void nodeGone(String nodeId, String name, boolean announced) {
        events.add(name + (announced ? " left" : " lost"));
    }

    /** What has happened since the last call. */
    public synchronized List<String> take() {
        List<String> taken = List.copyOf(events);
        events.clear();
        return taken;
    }
}
