package io.hubplane.lifetime.handover;

import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.backplane.BackplaneMessage.ConnectionSend;
import io.hubplane.backplane.BackplaneMessage.GroupCommand;
import io.hubplane.backplane.BackplaneMessage.Send;
import io.hubplane.backplane.Scope;
import io.hubplane.lifetime.recipients.Recipients;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages for a connection that is about to come to this node. Those of other nodes are captured from the moment in
 * which the connection's groups are known, those of this node while the other one has been asked for the connection.
 * Safe for any thread.
 */
final class Capture {
    /** How many messages may come in the meantime; some seconds of many. */
    private static final int MOST = 20_000;

    private final String hub;
    private final String home;
    private final List<Captured> captured = new ArrayList<>();
    private final Set<String> groups = new HashSet<>();
    private @Nullable HandoverPlan plan;
    private boolean here;
    /** How many messages had been captured when the state came. */
    private int beforeState;

    private boolean over;

    /**
     * Makes a capture that has captured nothing.
     *
     * @param home the node that the connection's id names
     */
    Capture(String hub, String home) {
        this.hub = hub;
        this.home = home;
    }

    /** Takes the latest plan; returns the groups that are new. */
    synchronized List<String> plan(HandoverPlan latest) {
        plan = latest;
        return latest.groups().stream().filter(groups::add).toList();
    }

    /** The latest plan; null before the first. */
    synchronized @Nullable HandoverPlan plan() {
        return plan;
    }

    /** All groups of all plans. */
    synchronized List<String> groups() {
        return List.copyOf(groups);
    }

    /** From now on, what this node sends does not reach the connection on its node. */
    synchronized void captureFromHere() {
        here = true;
    }

    /** The connection stays where it is for now, and has got what this node has sent. */
    synchronized void dropFromHere() {
        here = false;
        captured.removeIf(Captured::isFromHere);
    }

    /** A message of another node has come. */
    synchronized void came(Scope scope, byte[] bytes, BackplaneMessage message) {
        HandoverPlan known = plan;
        if (known != null && !over && isFor(known, scope, message)) {
            captured.add(Captured.from(scope, bytes, message));
        }
    }

    private boolean isFor(HandoverPlan known, Scope scope, BackplaneMessage message) {
        if (message instanceof Send send) {
            return !send.excluded().contains(known.id())
                    && switch (scope.kind()) {
                        case ALL -> true;
                        case USER -> scope.name().equals(known.user());
                        case GROUP -> groups.contains(scope.name());
                        default -> false;
                    };
        }
        return (message instanceof ConnectionSend send && send.connectionId().equals(known.id()))
                || (message instanceof GroupCommand command
                        && command.connectionId().equals(known.id()));
    }

    /** This node has sent a message. */
    synchronized void sent(Recipients recipients, Send message) {
        HandoverPlan known = plan;
        if (known == null || !here || over) {
            return;
        }
        for (Scope scope : scopes(known, recipients)) {
            captured.add(Captured.here(scope, message));
        }
    }

    /** By which scopes a message reaches the connection, once by each. */
    private List<Scope> scopes(HandoverPlan known, Recipients recipients) {
        if (recipients instanceof Recipients.Groups some) {
            return some.names().stream()
                    .filter(name -> groups.contains(name) && !some.excluded().contains(known.id()))
                    .map(name -> Scope.group(hub, name))
                    .toList();
        }
        if (recipients instanceof Recipients.Users users) {
            return users.identifiers().stream()
                    .filter(name -> name.equals(known.user()))
                    .map(name -> Scope.user(hub, name))
                    .toList();
        }
        if (recipients instanceof Recipients.Connections some) {
            return some.ids().contains(known.id()) ? List.of(Scope.node(hub, home)) : List.of();
        }
        return ((Recipients.All) recipients).excluded().contains(known.id()) ? List.of() : List.of(Scope.all(hub));
    }

    /**
     * The connection's state has come. Of what the node that has sent it has itself sent, the connection has got
     * everything that was captured until now, and nothing later: messages of one node arrive in order.
     */
    synchronized void stateCame() {
        beforeState = captured.size();
    }

    /**
     * Captures nothing more.
     *
     * @param from the node that has handed the connection over
     * @return what the connection has not got there, in the order in which it came
     */
    synchronized List<BackplaneMessage> end(HandoverState state, String from) {
        List<BackplaneMessage> rest = new ArrayList<>();
        for (int i = 0; i < captured.size(); i++) {
            Captured message = captured.get(i);
            if (message.isFrom(from) ? i >= beforeState : !message.isKnown(state)) {
                rest.add(message.message());
            }
        }
        end();
        return rest;
    }

    /** Captures nothing more, and drops everything. */
    synchronized void end() {
        over = true;
        captured.clear();
    }

    /** Whether so much has come that nothing more should. */
    synchronized boolean isFull() {
        return captured.size() > MOST;
    }
}
