package io.hubplane.server.members;

import io.hubplane.observe.ObservedConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The events that observers have got about each connection, in order. */
@ApplicationScoped
public class Heard {
    private final Map<String, List<String>> words = new ConcurrentHashMap<>();

    /** Adds an event. */
    public void add(ObservedConnection connection, String word) {
        words.computeIfAbsent(connection.id(), id -> new CopyOnWriteArrayList<>())
                .add(word);
    }

    /** All events of a connection. */
    public String of(String connectionId) {
        return String.join(", ", words.getOrDefault(connectionId, List.of()));
    }
}
