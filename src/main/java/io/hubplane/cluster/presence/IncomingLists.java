package io.hubplane.cluster.presence;

import io.hubplane.cluster.presence.PresenceMessage.Part;
import io.hubplane.cluster.presence.PresenceTable.Snapshot;
import io.hubplane.hub.cluster.Presence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of other nodes' lists together. A part that does not follow the one before drops what has come; the list
 * is asked for again. Safe for any thread.
 */
final class IncomingLists {
    /** What has come of a list, and the number of the part that comes next. */
    private record Incoming(long version, int next, List<Presence> present) {}

    private final Map<String, Incoming> lists = new HashMap<>();

    /** Returns the list if this part completes it. */
    synchronized @Nullable Snapshot add(Part part) {
        Incoming list = part.index() == 0 ? new Incoming(part.version(), 0, new ArrayList<>()) : lists.get(part.node());
        boolean fits = list != null && list.version() == part.version() && list.next() == part.index();
        if (list == null || !fits) {
            forget(part.node());
            return null;
        }
        list.present().addAll(part.present());
        if (part.last()) {
            forget(part.node());
            return new Snapshot(list.version(), list.present());
        }
        lists.put(part.node(), new Incoming(list.version(), list.next() + 1, list.present()));
        return null;
    }

    /** A node has gone. */
    synchronized void forget(String node) {
        lists.remove(node);
    }
}
