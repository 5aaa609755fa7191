package io.hubplane.hub;

import java.util.concurrent.CompletionStage;

/**
 * Adds connections to groups and removes them. Groups exist while they have members; their names are case-sensitive.
 * The connection may be on any node. A connection leaves its groups when it ends. Safe for use by any thread.
 */
public interface Groups {
    /**
     * Adds a connection to a group; adding a member again changes nothing.
     *
     * @param connectionId the connection's id, not empty
     * @param group the group's name, 1 to 512 characters
     * @return completed when every message sent to the group from then on, on any node, reaches the connection;
     *     completed exceptionally when no node has the connection or its node does not answer in time
     * @throws IllegalArgumentException if the id is empty
     * @throws HubException if the name is empty or too long; names often come from clients, and this exception's text
     *     reaches them
     */
    CompletionStage<Void> add(String connectionId, String group);

    /**
     * Removes a connection from a group; removing a connection that is not a member changes nothing.
     *
     * @param connectionId the connection's id, not empty
     * @param group the group's name, 1 to 512 characters
     * @return completed when the connection no longer receives what is sent to the group; completed exceptionally when
     *     no node has the connection or its node does not answer in time
     * @throws IllegalArgumentException if the id is empty
     * @throws HubException if the name is empty or too long; names often come from clients, and this exception's text
     *     reaches them
     */
    CompletionStage<Void> remove(String connectionId, String group);
}
