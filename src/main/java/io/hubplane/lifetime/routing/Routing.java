package io.hubplane.lifetime.routing;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.backplane.BackplaneMessage.ClientResult;
import io.hubplane.backplane.BackplaneMessage.GroupCommand;
import io.hubplane.backplane.BackplaneMessage.ResultAbandoned;
import io.hubplane.backplane.BackplaneMessage.Send;
import io.hubplane.concurrent.Stages;
import io.hubplane.protocol.HubProtocol;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the node of a connection of another node. Safe for any thread. */
public interface Routing {
    /**
     * The id of a connection of this node.
     *
     * @param random the part that makes it unique
     */
    String connectionId(String random);

    /**
     * The token of a connection of this node.
     *
     * @param random the part that makes it unique and secret
     */
    String connectionToken(String random);

    /** The other node that an id names; null if it names none or this node. */
    @Nullable
    String otherNode(String connectionId);

    /**
     * The other node that gets requests with a token; null if the token names none or this node, or nodes take no
     * requests.
     */
    default @Nullable String forwardsTo(String token) {
        return null;
    }

    /** Whether nodes hand over connections to each other. */
    default boolean handsOver() {
        return false;
    }

    /**
     * The node that a token names, if that node may hand its connection over to this one: another node, or this one if
     * it has handed the connection over before. Null if nodes hand over nothing, or none has made the token.
     */
    default @Nullable String handsOver(String token) {
        return null;
    }

    /** Sends a message to a node; completed when the backplane has taken it, even if there is no such node. */
    CompletionStage<Void> tell(String node, BackplaneMessage message);

    /** Sends a message that a node must answer; completed with false if the node is absent ({@link AnswerablePublication}). */
    CompletionStage<Boolean> ask(String node, BackplaneMessage message);

    /** See {@link io.hubplane.backplane.Backplane#isBehind}; a connection must not change its node meanwhile. */
    default boolean isBehind() {
        return false;
    }

    /** Whether a node is there; completed exceptionally if that is unknown. */
    CompletionStage<Boolean> isThere(String node);

    /** The node that has a connection, in words for texts. */
    String owner(String connectionId);

    /** Which of some other nodes may have a connection. */
    default Collection<String> nodesOf(String connectionId, Collection<String> nodes) {
        return nodes;
    }

    /** Subscribes the channels that every node needs; completed when they are live. */
    CompletionStage<Void> start();

    /** Undoes {@link #start}. */
    void stop();

    /** Makes a connection reachable from other nodes; completed when it is reachable. */
    default CompletionStage<Void> connected(String connectionId) {
        return Stages.done();
    }

    /** Undoes {@link #connected}. */
    default void disconnected(String connectionId) {}

    /** Sends a message that needs no answer to a connection; completed when it is taken, or no node can have the connection. */
    CompletionStage<Void> send(String connectionId, Supplier<Send> send);

    /** Asks a client for a result; completed with false if no node has the connection. */
    CompletionStage<Boolean> question(String connectionId, Send question);

    /** Publishes a command; completed with false if no node has the connection. */
    CompletionStage<Boolean> command(GroupCommand command);

    /** Answers a command; {@code done} is false if this node does not have the connection. */
    CompletionStage<Void> acknowledge(GroupCommand command, boolean done);

    /** The address to which other nodes send client results for this node. */
    String returnAddress();

    /** Sends a client's answer to the node that asked. */
    CompletionStage<Void> answer(String returnAddress, ClientResult result);

    /**
     * Tells the node that asked a client that no answer will come.
     *
     * @param protocol a protocol that the asking node knows
     * @param asked true if the connection ended before it answered, false if the connection does not exist
     */
    CompletionStage<Void> gone(String returnAddress, String invocationId, HubProtocol protocol, boolean asked);

    /** Whether the error in a client result means that the connection has ended. */
    boolean meansGone(String error);

    /** The outcome of a command when nodes do not carry out commands of others. */
    static CompletionStage<Boolean> ordersNobody() {
        return CompletableFuture.failedFuture(
                new BackplaneException("Other nodes deliver this node's messages but carry out no commands, because"
                        + " hubplane.backplane.secret is not set; set it to the same text on all nodes"));
    }

    /**
     * Tells the node of a connection that a client result is no longer awaited, if the routing has a message for this.
     */
    CompletionStage<Void> abandon(ResultAbandoned abandoned);
}
