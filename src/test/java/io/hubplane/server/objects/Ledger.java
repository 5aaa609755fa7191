package io.hubplane.server.objects;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records what has happened to hub objects and to the objects that were created for them. */
@ApplicationScoped
public class Ledger {
    private final List<String> entries = new CopyOnWriteArrayList<>();

    /** Adds an entry. */
    public void write(String entry) {
        entries.add(entry);
    }

    /** All entries, in order. */
    public String read() {
        return String.join(" ", entries);
    }
}
