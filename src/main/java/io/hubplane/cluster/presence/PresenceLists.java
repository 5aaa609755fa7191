package io.hubplane.cluster.presence;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.Scope;
import io.hubplane.cluster.presence.PresenceMessage.Asked;
import io.hubplane.cluster.presence.PresenceMessage.Part;
import io.hubplane.cluster.presence.PresenceTable.Snapshot;
import io.hubplane.hub.cluster.Presence;
import java.util.List;

/** Asks for the whole lists of other nodes, and sends this node's list, in parts. Safe for any thread; nothing waits. */
final class PresenceLists {
    /** About how many bytes a part has: as much as an answer about lost messages. */
    private static final int PART_BYTES = 256 << 10;

    private final Backplane backplane;
    private final PresenceTable table;
    private final IncomingLists incoming = new IncomingLists();

    PresenceLists(Backplane backplane, PresenceTable table) {
        this.backplane = backplane;
        this.table = table;
    }

    /** Asks a node; if that is lost, or the answer, the node's next sign of life leads to another question. */
    void ask(String node) {
        backplane.publish(Scope.presence(node), new Asked(backplane.nodeId()).encode());
    }

    /** A part of another node's list has come. */
    void came(Part part) {
        Snapshot list = incoming.add(part);
        if (list != null) {
            table.fetched(part.node(), list);
        }
    }

    /** A node has gone. */
    void forget(String node) {
        incoming.forget(node);
    }

    /** Sends this node's list to another one. */
    void send(String node) {
        Snapshot list = table.snapshot();
        List<Presence> present = list.present();
        int index = 0;
        int from = 0;
        do {
            int to = from;
            int bytes = 0;
            while (to < present.size() && bytes < PART_BYTES) {
                bytes += PresenceData.bytes(present.get(to++));
            }
            Part part = new Part(
                    backplane.nodeId(), list.version(), index++, to == present.size(), present.subList(from, to));
            backplane.publish(Scope.presence(node), part.encode());
            from = to;
        } while (from < present.size());
    }
}
