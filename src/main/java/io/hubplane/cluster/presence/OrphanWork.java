package io.hubplane.cluster.presence;

import io.hubplane.concurrent.SerialLoop;
import io.hubplane.hub.cluster.OrphanedConnection;
import io.hubplane.hub.cluster.Presence;
import io.hubplane.observe.RepeatedWarning;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** The connections of lost nodes that this one finishes, one after another and not on the thread that decides it. */
final class OrphanWork {
    private final PresenceListener listener;
    private final Queue<Presence> begun = new ConcurrentLinkedQueue<>();
    private final SerialLoop loop;
    private final RepeatedWarning failures = new RepeatedWarning(
            System.getLogger(OrphanWork.class.getName()), "A connection of a lost node was not finished");

    OrphanWork(PresenceListener listener, Executor work) {
        this.listener = listener;
        this.loop = new SerialLoop(work, this::finishNext);
    }

    void add(List<Presence> connections) {
        if (!connections.isEmpty()) {
            begun.addAll(connections);
            loop.wakeElsewhere();
        }
    }

    private boolean finishNext() {
        Presence connection = begun.poll();
        if (connection == null) {
            return false;
        }
        try {
            listener.orphaned(new OrphanedConnection(
                    TrackedConnections.hub(connection),
                    connection.connectionId(),
                    connection.node(),
                    connection.userIdentifier()));
        } catch (RuntimeException e) {
            failures.warn(e);
        }
        return true;
    }
}
