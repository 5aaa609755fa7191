package io.hubplane.cluster.presence;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.Scope;
import io.hubplane.cluster.Membership;
import io.hubplane.cluster.NodeChange;
import io.hubplane.cluster.NodeListener;
import io.hubplane.cluster.presence.PresenceMessage.Asked;
import io.hubplane.cluster.presence.PresenceMessage.Changed;
import io.hubplane.cluster.presence.PresenceMessage.Claiming;
import io.hubplane.cluster.presence.PresenceMessage.Part;
import io.hubplane.concurrent.SerialLoop;
import io.hubplane.hub.cluster.HubPresence;
import io.hubplane.hub.cluster.Presence;
import io.hubplane.lifetime.HubLifetimeManager;
import io.hubplane.observe.RepeatedWarning;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Keeps the list of who is present the same on all nodes: tells the others each change here, takes theirs, and fetches a
 * node's whole list when changes were missed. Costs nothing as long as nobody is made present.
 *
 * <p>Life cycle: {@link #start}, {@link #close}. Safe for any thread; no method waits. Changes are published and told to
 * the listener by one thread at a time, in order, and with no lock held.
 */
public final class PresenceSync implements AutoCloseable {
    private final Backplane backplane;
    private final Membership membership;
    private final PresenceTable table;
    private final PresenceListener listener;
    private final GroupOccupancies occupancies;
    private final Orphans orphans;
    private final SerialLoop changes;
    private final PresenceLists lists;
    private final Executor work;
    private final RepeatedWarning failures = new RepeatedWarning(
            System.getLogger(PresenceSync.class.getName()), "A message or change about who is present was not handled");

    /**
     * Makes the empty list of a node.
     *
     * @param backplane carries the changes
     * @param membership knows which nodes there are
     * @param listener hears of changes
     * @param work runs the listener, and tells other nodes
     */
    public PresenceSync(Backplane backplane, Membership membership, PresenceListener listener, Executor work) {
        this.backplane = backplane;
        this.membership = membership;
        this.table = new PresenceTable(backplane.nodeId());
        this.lists = new PresenceLists(backplane, table);
        this.listener = listener;
        this.occupancies = new GroupOccupancies(listener);
        this.orphans = new Orphans(backplane, membership, table, listener, work);
        this.work = work;
        this.changes = new SerialLoop(work, this::tellNext);
    }

    /** Begins to tell and to hear. Call it before {@link Membership#start}. */
    public void start() {
        if (membership.takesPart()) {
            backplane.subscribe(Scope.presence(""), (scope, message) -> received(message));
            backplane.subscribe(Scope.presence(backplane.nodeId()), (scope, message) -> received(message));
            membership.tellsPresences(table::version);
            membership.listen(new Nodes());
        }
    }

    private final class Nodes implements NodeListener {
        @Override
        public void changed(NodeChange change) {
            if (change.kind() == NodeChange.Kind.JOINED) {
                orphans.joined(change.node());
                table.joined(change.node());
                return;
            }
            lists.forget(change.node());
            List<Presence> ended = table.gone(change.node());
            changes.wakeElsewhere();
            if (change.kind() == NodeChange.Kind.LOST) {
                orphans.lost(change.node(), ended);
            }
        }

        @Override
        public void beat() {
            orphans.tick();
        }

        @Override
        public void heard(String node, long presences) {
            if (table.told(node, presences)) {
                lists.ask(node);
            }
        }
    }

    private boolean tellNext() {
        PresenceChange change = table.nextChange();
        if (change == null) {
            return false;
        }
        try {
            if (table.isOwn(change.presence()) && membership.takesPart()) {
                // If it cannot be published, the others find out by the version.
                backplane.publish(Scope.presence(""), new Changed(backplane.nodeId(), change).encode());
            }
            if (TrackedConnections.isOne(change.presence())) {
                return true; // nobody is told while its node lives
            }
            if (GroupOccupancies.isOne(change.presence())) {
                occupancies.changed(change);
            } else if (change.there()) {
                listener.joined(change.presence());
            } else {
                listener.left(change.presence());
            }
        } catch (RuntimeException e) {
            failures.warn(e);
        }
        return true;
    }

    private void received(byte[] message) {
        try {
            PresenceMessage decoded = PresenceMessage.decode(message);
            if (decoded instanceof Changed changed) {
                if (table.changed(changed.node(), changed.change())) {
                    lists.ask(changed.node());
                }
            } else if (decoded instanceof Part part) {
                lists.came(part);
            } else if (decoded instanceof Asked asked) {
                work.execute(() -> lists.send(asked.node()));
            } else if (decoded instanceof Claiming claiming) {
                orphans.received(claiming.message());
            }
            changes.wakeElsewhere();
        } catch (RuntimeException e) {
            failures.warn(e);
        }
    }

    /**
     * Who is present in a hub.
     *
     * @param hub the hub on this node
     * @return a view of the list
     */
    public HubPresence of(HubLifetimeManager hub) {
        return new TrackedPresence(hub, backplane.nodeId(), table, changes::wakeElsewhere);
    }

    /**
     * Lets presences end with the membership of groups and with connections.
     *
     * @param hub the hub on this node
     */
    public void follow(HubLifetimeManager hub) {
        String name = hub.services().hub();
        hub.local().keepHere(connectionId -> table.isPresent(name, connectionId));
        hub.local().whenLeft((connectionId, group) -> {
            boolean changed =
                    group == null ? table.ended(name, connectionId) : table.untrack(name, group, connectionId);
            if (changed) { // most hubs make nobody present
                changes.wakeElsewhere();
            }
        });
    }

    /**
     * Tells the listener which groups of a hub have a member on any node; costs nothing for other hubs.
     *
     * @param hub the hub on this node
     */
    public void followGroups(HubLifetimeManager hub) {
        String name = hub.services().hub();
        hub.local().whenGroupChanges((group, occupied) -> {
            Presence presence = GroupOccupancies.on(backplane.nodeId(), name, group);
            if (occupied) {
                table.track(presence);
            } else {
                table.untrack(presence.hub(), group, presence.connectionId());
            }
            changes.wakeElsewhere();
        });
    }

    /**
     * Has the connections of a hub finished by another node if this one is lost.
     *
     * @param hub the hub on this node
     * @return what must know of its connections; empty if there are no other nodes
     */
    public Optional<ConnectionTracking> trackConnections(HubLifetimeManager hub) {
        if (!membership.takesPart()) {
            return Optional.empty();
        }
        orphans.follow(hub);
        return Optional.of(new ConnectionTracking(
                hub.services().hub(), backplane.nodeId(), table, orphans, changes::wakeElsewhere));
    }

    /** This node is about to end in an orderly manner: it finishes its connections itself. */
    public void leave() {
        orphans.leave();
    }

    @Override
    public void close() {
        if (membership.takesPart()) {
            backplane.unsubscribe(Scope.presence(""));
            backplane.unsubscribe(Scope.presence(backplane.nodeId()));
        }
    }
}
