package io.hubplane.lifetime;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.backplane.Scope;
import io.hubplane.concurrent.Stages;
import io.hubplane.connection.HubConnection;
import io.hubplane.connection.HubServices;
import io.hubplane.lifetime.handover.Handovers;
import io.hubplane.lifetime.recipients.FanOut;
import io.hubplane.lifetime.recipients.LocalConnections;
import io.hubplane.lifetime.recipients.Recipients;
import io.hubplane.lifetime.routing.Routing;
import io.hubplane.observe.RecipientKind;
import io.hubplane.protocol.HubMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends to the connections of a hub, here and on other nodes. The message is first queued for the connections here, then
 * given to the backplane, because it has the longer way, and then sent to the connections here, even if the backplane
 * fails. Safe for any thread.
 */
record Sends(
        HubServices services, Backplane backplane, LocalConnections connections, Routing routing, Handovers handovers) {
    CompletionStage<Void> send(Recipients recipients, HubMessage.Invocation message) {
        FanOut fanOut = FanOut.of(message, services);
        if (!services.isObserved()) {
            return send(recipients, fanOut);
        }
        long begin = services.ticker().getAsLong();
        CompletionStage<Void> sent = send(recipients, fanOut);
        long nanos = services.ticker().getAsLong() - begin;
        services.observer()
                .messageSent(
                        services.hub(), kind(recipients), message.target(), fanOut.receivers(), fanOut.bytes(), nanos);
        return sent;
    }

    private static RecipientKind kind(Recipients recipients) {
        if (recipients instanceof Recipients.Connections) {
            return RecipientKind.CONNECTIONS;
        }
        if (recipients instanceof Recipients.Groups) {
            return RecipientKind.GROUPS;
        }
        return recipients instanceof Recipients.Users ? RecipientKind.USERS : RecipientKind.ALL;
    }

    private CompletionStage<Void> send(Recipients recipients, FanOut fanOut) {
        if (!handovers.enter()) {
            return handovers.send(recipients, () -> fanOut.send(List.of()), () -> deliver(recipients, fanOut));
        }
        try {
            return deliver(recipients, fanOut);
        } finally {
            handovers.leave();
        }
    }

    private CompletionStage<Void> deliver(Recipients recipients, FanOut fanOut) {
        if (recipients instanceof Recipients.Connections some) {
            return fanOut.sent(toConnections(some.ids(), fanOut));
        }
        if (recipients instanceof Recipients.Groups groups) {
            return fanOut.sent(toGroups(groups.names(), groups.excluded(), fanOut));
        }
        if (recipients instanceof Recipients.Users users) {
            return fanOut.sent(toUsers(users.identifiers(), fanOut));
        }
        return fanOut.sent(toAll(((Recipients.All) recipients).excluded(), fanOut));
    }

    private CompletionStage<Void> toAll(Collection<String> excluded, FanOut fanOut) {
        byte @Nullable [] forNodes = encodeForNodes(fanOut, excluded);
        try {
            connections.deliverToAll(fanOut, excluded);
            return publish(Scope.all(services.hub()), forNodes);
        } finally {
            fanOut.flush();
        }
    }

    private CompletionStage<Void> toConnections(Collection<String> ids, FanOut fanOut) {
        List<HubConnection> here = new ArrayList<>(ids.size());
        List<String> elsewhere = List.of();
        for (String id : ids) {
            HubConnection connection = connections.find(id);
            if (connection != null) {
                fanOut.encodeFor(connection.protocol());
                here.add(connection);
            } else if (backplane.reachesOthers()) {
                elsewhere = elsewhere.isEmpty() ? new ArrayList<>() : elsewhere;
                elsewhere.add(id);
            }
        }
        BackplaneMessage.Send forNodes = elsewhere.isEmpty() ? null : fanOut.send(List.of());
        try {
            here.forEach(fanOut::deliver);
            return forNodes == null
                    ? Stages.done()
                    : Stages.all(elsewhere.stream()
                            .map(id -> routing.send(id, () -> forNodes))
                            .toList());
        } finally {
            fanOut.flush();
        }
    }

    private CompletionStage<Void> toGroups(Collection<String> names, Collection<String> excluded, FanOut fanOut) {
        byte @Nullable [] forNodes = encodeForNodes(fanOut, excluded);
        return toEach(names, group -> {
            try {
                connections.deliverToGroup(group, fanOut, excluded);
                return publish(Scope.group(services.hub(), group), forNodes);
            } finally {
                fanOut.flush();
            }
        });
    }

    private CompletionStage<Void> toUsers(Collection<String> identifiers, FanOut fanOut) {
        byte @Nullable [] forNodes = encodeForNodes(fanOut, List.of());
        return toEach(identifiers, user -> {
            try {
                connections.deliverToUser(user, fanOut);
                return publish(Scope.user(services.hub(), user), forNodes);
            } finally {
                fanOut.flush();
            }
        });
    }

    private static CompletionStage<Void> toEach(
            Collection<String> names, Function<String, CompletionStage<Void>> send) {
        CompletionStage<Void> all = null;
        for (String name : names) {
            if (!name.isEmpty()) {
                CompletionStage<Void> one = send.apply(name);
                all = all == null ? one : Stages.both(all, one);
            }
        }
        return all == null ? Stages.done() : all;
    }

    /**
     * The message for other nodes, or null if there are none. In any case it is then encoded for all connections here.
     */
    private byte @Nullable [] encodeForNodes(FanOut fanOut, Collection<String> excluded) {
        if (backplane.reachesOthers()) {
            return BackplaneCodec.encode(fanOut.send(excluded));
        }
        connections.encode(fanOut);
        return null;
    }

    private CompletionStage<Void> publish(Scope scope, byte @Nullable [] message) {
        return message == null ? Stages.done() : backplane.publish(scope, message);
    }
}
