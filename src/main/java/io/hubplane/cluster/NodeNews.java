package io.hubplane.cluster;

import io.hubplane.concurrent.SerialLoop;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.RepeatedWarning;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells the log, the observer and the listeners who joins and who goes: one change after another, in the order in which
 * they happened, whichever threads bring them about. Safe for any thread; no lock is held meanwhile.
 */
final class NodeNews {
    private static final Logger LOGGER = System.getLogger(NodeNews.class.getName());

    private final NodeRegistry registry;
    private final HubObserver observer;
    private final List<NodeListener> listeners = new CopyOnWriteArrayList<>();
    private final SerialLoop loop = new SerialLoop(this::tellNext);
    private final RepeatedWarning failures = new RepeatedWarning(LOGGER, "A change of the farm was not fully handled");

    NodeNews(NodeRegistry registry, HubObserver observer) {
        this.registry = registry;
        this.observer = observer;
    }

    /** Adds a listener; it does not hear of what happened before. */
    void listen(NodeListener listener) {
        listeners.add(listener);
    }

    /** A sign of life of another node was heard. */
    void heard(SignOfLife sign) {
        for (NodeListener listener : listeners) {
            listener.heard(sign.node(), sign.presences());
        }
    }

    /** A second is over, and what has changed by that has been told. */
    void beat() {
        listeners.forEach(NodeListener::beat);
    }

    /** There may be changes. */
    void tell() {
        loop.wake();
    }

    private boolean tellNext() {
        NodeChange change = registry.nextChange();
        if (change == null) {
            return false;
        }
        try {
            tell(change);
        } catch (RuntimeException e) {
            failures.warn(e);
        }
        return true;
    }

    private void tell(NodeChange change) {
        if (change.kind() == NodeChange.Kind.JOINED) {
            boolean namesake = registry.hasNamesake(change.node(), change.name());
            LOGGER.log(
                    Level.INFO,
                    "Node {0} ({1}) has joined{2}",
                    change.name(),
                    change.node(),
                    namesake ? "; another node has the same name" : "");
            observer.nodeJoined(change.node(), change.name());
        } else {
            boolean said = change.kind() == NodeChange.Kind.LEFT;
            LOGGER.log(
                    Level.INFO,
                    said ? "Node {0} ({1}) has left" : "Node {0} ({1}) has been silent for too long and counts as gone",
                    change.name(),
                    change.node());
            observer.nodeGone(change.node(), change.name(), said);
        }
        for (NodeListener listener : listeners) {
            listener.changed(change);
        }
    }
}
