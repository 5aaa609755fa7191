package io.hubplane.lifetime;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.backplane.BackplaneMessage.ClientResult;
import io.hubplane.backplane.BackplaneMessage.GroupCommand;
import io.hubplane.backplane.BackplaneMessage.ResultAbandoned;
import io.hubplane.backplane.BackplaneMessage.Send;
import io.hubplane.protocol.HubProtocol;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the node of a connection that is not here. Safe for any thread. */
interface Routing {
    /**
     * The id of a connection of this node.
     *
     * @param random what makes it unlike all others
     */
    String connectionId(String random);

    /**
     * The token of a connection of this node.
     *
     * @param random what makes it unlike all others, and unknown to them
     */
    String connectionToken(String random);

    /** The other node an id names; null if it names none, or this one. */
    @Nullable
    String otherNode(String connectionId);

    /** The node that requests with a token are forwarded to; null if it names none, or this one, or none takes requests. */
    @Nullable
    String forwardsTo(String token);

    /** Sends a message to a node; the number of nodes it reached. */
    CompletionStage<Integer> tell(String node, BackplaneMessage message);

    /** Which node has a connection, for texts. */
    String owner(String connectionId);

    /** Subscribes to what every node needs; completed when it is live. */
    CompletionStage<Void> start();

    void stop();

    /** Lets a connection be reached from other nodes; completed when it can be. */
    CompletionStage<Void> connected(String connectionId);

    void disconnected(String connectionId);

    /** Sends to a connection; the number of nodes it reached, 0 if no node can have the connection. */
    CompletionStage<Integer> send(String connectionId, Supplier<Send> send);

    /** Publishes a command; the number of nodes it reached, 0 if no node can have the connection. */
    CompletionStage<Integer> command(GroupCommand command);

    /** Answers a command; not done means that this node has no such connection. */
    CompletionStage<Void> acknowledge(GroupCommand command, boolean done);

    /** Where this node takes client results. */
    String returnAddress();

    /** Takes a client's answer to the node that asked. */
    CompletionStage<Integer> answer(String returnAddress, ClientResult result);

    /**
     * Tells the node that asked a client that no answer will come.
     *
     * @param protocol one the asking node knows
     * @param asked true if the connection ended before it answered, false if there is no such connection
     */
    CompletionStage<Integer> gone(String returnAddress, String invocationId, HubProtocol protocol, boolean asked);

    /** Whether the error of a client result says that the connection has ended. */
    boolean meansGone(String error);

    /** The outcome of what would have another node act where none does. */
    static CompletionStage<Integer> ordersNobody() {
        return CompletableFuture.failedFuture(
                new BackplaneException(
                        "Other nodes deliver to their clients and do nothing"
                                + " else for this one as long as hubplane.backplane.secret is not set, to the same text on all nodes"));
    }

    /** Tells the node of a connection that nobody waits for a client result any more, if it can be told. */
    CompletionStage<Integer> abandon(ResultAbandoned abandoned);
}
