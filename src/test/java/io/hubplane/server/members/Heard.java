package io.hubplane.server.members;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Which observers have heard of a connection. */
@ApplicationScoped
public class Heard {
    private final Set<String> names = new ConcurrentSkipListSet<>();

    /** An observer has heard. */
    public void add(String name) {
        names.add(name);
    }

    /** All that have, in the order of their names. */
    public String heard() {
        return String.join(", ", names);
    }
}
