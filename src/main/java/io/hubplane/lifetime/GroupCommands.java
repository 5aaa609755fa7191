package io.hubplane.lifetime;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneMessage.Acknowledgement;
import io.hubplane.backplane.BackplaneMessage.GroupAction;
import io.hubplane.backplane.BackplaneMessage.GroupCommand;
import io.hubplane.concurrent.Stages;
import io.hubplane.connection.HubConnection;
import io.hubplane.connection.HubServices;
import io.hubplane.connection.outbound.ConnectionException;
import io.hubplane.lifetime.recipients.LocalConnections;
import io.hubplane.lifetime.routing.Capacity;
import io.hubplane.lifetime.routing.PendingAnswers;
import io.hubplane.lifetime.routing.Routing;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Changes the groups of connections: here, by asking their nodes, and for other nodes. Safe for any thread. */
final class GroupCommands {
    private static final Logger LOGGER = System.getLogger(GroupCommands.class.getName());

    private final String nodeId;
    private final HubServices services;
    private final Routing routing;
    private final LocalConnections connections;
    private final PendingAnswers<@Nullable Void> pending;
    private final Capacity capacity = Capacity.forAnswers("awaited-group-changes");
    private final Duration timeout;

    GroupCommands(
            String nodeId, HubServices services, Routing routing, LocalConnections connections, Duration timeout) {
        this.nodeId = nodeId;
        this.services = services;
        this.routing = routing;
        this.connections = connections;
        this.pending = new PendingAnswers<>(services.ticker());
        this.timeout = timeout;
    }

    /** Changes a group of a connection, here or by asking its node; completed when it is done. */
    CompletionStage<Void> change(GroupAction action, String connectionId, String group) {
        if (group.isEmpty()) {
            throw new IllegalArgumentException("A group's name must not be empty");
        }
        HubConnection connection = connections.find(connectionId);
        return connection == null ? ask(action, connectionId, group) : change(action, connection, group);
    }

    private CompletionStage<Void> change(GroupAction action, HubConnection connection, String group) {
        if (action == GroupAction.ADD) {
            return connections.join(connection, group);
        }
        connections.leave(connection, group);
        return Stages.done();
    }

    private CompletionStage<Void> ask(GroupAction action, String connectionId, String group) {
        long size = Capacity.answer(connectionId);
        if (!capacity.take(size, services::limitReached)) {
            return CompletableFuture.failedFuture(new BackplaneException("The group command for connection '"
                    + connectionId + "' was not sent because other nodes have too many to answer"));
        }
        PendingAnswers.Pending<@Nullable Void> asked = pending.begin(connectionId, timeout, () -> late(connectionId));
        capacity.giveBackAfter(asked.answer(), size);
        routing.command(new GroupCommand(asked.id(), nodeId, action, group, connectionId))
                .whenComplete((reached, failure) -> {
                    if (failure != null) {
                        asked.fail(failure);
                    } else if (!reached) {
                        asked.fail(ConnectionException.unknown(connectionId));
                    }
                });
        return asked.answer();
    }

    /** Another node has carried out a command, or does not have the connection. */
    void received(Acknowledgement acknowledgement) {
        PendingAnswers.Pending<@Nullable Void> asked = pending.find(acknowledgement.id());
        if (asked == null) {
            return; // nobody waits for it any more
        }
        if (acknowledgement.done()) {
            asked.answer().complete(null);
        } else {
            asked.fail(ConnectionException.unknown(asked.about()));
        }
    }

    private BackplaneException late(String connectionId) {
        return new BackplaneException("A group command for connection '" + connectionId + "' was not answered by "
                + routing.owner(connectionId) + " within " + timeout.toMillis()
                + " ms (hubplane.backplane.acknowledgement-timeout); it is unknown whether it was carried out");
    }

    /** Carries out a command of another node, if the connection is here. */
    void execute(GroupCommand command) {
        HubConnection connection = connections.find(command.connectionId());
        if (connection == null) {
            answer(command, false);
        } else {
            change(command.action(), connection, command.group()).whenComplete((joined, failure) -> {
                if (failure == null || failure instanceof ConnectionException) {
                    answer(command, failure == null);
                } else {
                    // No answer: the asking node reports that it is unknown whether the command was carried out.
                    warn(command, "A group could not be changed for another node", failure);
                }
            });
        }
    }

    private void answer(GroupCommand command, boolean done) {
        routing.acknowledge(command, done).whenComplete((published, failure) -> {
            if (failure != null) {
                warn(command, "A group command could not be answered", failure);
            }
        });
    }

    private void warn(GroupCommand command, String message, Throwable failure) {
        services.log().warn(LOGGER, command.connectionId(), message, failure);
    }

    void expire(long now) {
        pending.expire(now);
    }

    /** How many commands other nodes have not answered. */
    int size() {
        return pending.size();
    }

    /** Fails all commands that wait for an answer. */
    void close() {
        pending.failAll(() -> new BackplaneException("This node is shutting down"));
    }
}
