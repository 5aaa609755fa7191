package io.hubplane.connection;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneMessage.GroupAction;
import io.hubplane.backplane.BackplaneMessage.GroupCommand;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Changes the groups of connections of any node, here or by asking theirs, and when other nodes ask. Safe for any thread. */
final class GroupCommands {
    private static final Logger LOGGER = System.getLogger(GroupCommands.class.getName());

    private final String nodeId;
    private final Routing routing;
    private final LocalConnections connections;
    private final PendingAcknowledgements pending;
    private final Duration timeout;

    GroupCommands(
            String nodeId,
            Routing routing,
            LocalConnections connections,
            PendingAcknowledgements pending,
            Duration timeout) {
        this.nodeId = nodeId;
        this.routing = routing;
        this.connections = connections;
        this.pending = pending;
        this.timeout = timeout;
    }

    /** Changes the groups of a connection, here or by asking its node; completed when it is done. */
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
        PendingAcknowledgements.Pending answer = pending.begin(connectionId, () -> late(connectionId));
        routing.command(new GroupCommand(answer.id(), nodeId, action, group, connectionId))
                .whenComplete((nodes, failure) -> {
                    if (failure != null) {
                        pending.end(answer.id(), failure);
                    } else if (nodes == 0) {
                        pending.answered(answer.id(), false);
                    }
                });
        return answer.answer();
    }

    private BackplaneException late(String connectionId) {
        return new BackplaneException("A group command for connection '" + connectionId + "' was not answered by "
                + routing.owner(connectionId) + " within " + timeout.toMillis()
                + " ms (hubplane.backplane.acknowledgement-timeout); whether it was carried out is unknown");
    }

    /** Does what another node asks, if the connection is here. */
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
                    LOGGER.log(Level.WARNING, "A group could not be changed for another node", failure);
                }
            });
        }
    }

    private void answer(GroupCommand command, boolean done) {
        routing.acknowledge(command, done).whenComplete((published, failure) -> {
            if (failure != null) {
                LOGGER.log(Level.WARNING, "A group command could not be answered", failure);
            }
        });
    }
}
