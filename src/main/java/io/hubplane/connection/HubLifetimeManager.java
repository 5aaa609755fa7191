package io.hubplane.connection;

import io.hubplane.protocol.HubMessage;
import java.util.Collection;
import java.util.concurrent.CompletionStage;

/** Stub, to be written: delivers messages to the connections of a hub, here and on other nodes. */
public final class HubLifetimeManager {
    private HubLifetimeManager() {}

    /**
     * Sends to every connection.
     *
     * @param message the message
     * @param excluded the ids of the connections left out
     * @return completed as {@code ClientProxy.send} says
     */
    public CompletionStage<Void> sendToAll(HubMessage.Invocation message, Collection<String> excluded) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sends to some connections; those unknown are skipped.
     *
     * @param message the message
     * @param connectionIds their ids
     * @return completed as {@code ClientProxy.send} says
     */
    public CompletionStage<Void> sendToConnections(HubMessage.Invocation message, Collection<String> connectionIds) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sends to the members of some groups; a member of two receives it twice.
     *
     * @param message the message
     * @param groups the groups' names; empty names are skipped
     * @param excluded the ids of the connections left out
     * @return completed as {@code ClientProxy.send} says
     */
    public CompletionStage<Void> sendToGroups(
            HubMessage.Invocation message, Collection<String> groups, Collection<String> excluded) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sends to the connections of some users.
     *
     * @param message the message
     * @param users the user identifiers; empty ones are skipped
     * @return completed as {@code ClientProxy.send} says
     */
    public CompletionStage<Void> sendToUsers(HubMessage.Invocation message, Collection<String> users) {
        throw new UnsupportedOperationException();
    }

    /**
     * Adds a connection, of any node, to a group.
     *
     * @param connectionId the connection
     * @param group the group's name, not empty
     * @return completed as {@code Groups.add} says
     */
    public CompletionStage<Void> addToGroup(String connectionId, String group) {
        throw new UnsupportedOperationException();
    }

    /**
     * Removes a connection, of any node, from a group.
     *
     * @param connectionId the connection
     * @param group the group's name, not empty
     * @return completed as {@code Groups.remove} says
     */
    public CompletionStage<Void> removeFromGroup(String connectionId, String group) {
        throw new UnsupportedOperationException();
    }
}
