package io.hubplane.connection;

import io.hubplane.backplane.BackplaneMessage.GroupCommand;
import io.hubplane.backplane.BackplaneMessage.Send;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Finds the node of a connection that is not here. Safe for any thread. */
interface Routing {
    /**
     * The id of a connection of this node.
     *
     * @param random what makes it unlike all others
     */
    String connectionId(String random);

    /** Which node has a connection, for texts. */
    String owner(String connectionId);

    /** Subscribes to what every node needs; completed when it is live. */
    CompletionStage<Void> start();

    void stop();

    /** Lets a connection be reached from other nodes; completed when it can be. */
    CompletionStage<Void> connected(String connectionId);

    void disconnected(String connectionId);

    /** Sends to a connection; dropped quietly if no node can have it. */
    CompletionStage<Void> send(String connectionId, Supplier<Send> send);

    /** Publishes a command; the number of nodes it reached, 0 if no node can have the connection. */
    CompletionStage<Integer> command(GroupCommand command);

    /** Answers a command; not done means that this node has no such connection. */
    CompletionStage<Void> acknowledge(GroupCommand command, boolean done);
}
