package io.hubplane.connection;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneMessage.Acknowledgement;
import io.hubplane.backplane.BackplaneMessage.ConnectionSend;
import io.hubplane.backplane.BackplaneMessage.GroupCommand;
import io.hubplane.backplane.BackplaneMessage.Send;
import io.hubplane.backplane.BackplaneSubscriber;
import io.hubplane.backplane.Scope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection costs no channel: its id is {@code {node id}.{random}}, and its node's channel takes what is for it. An
 * id that names no other node cannot be anywhere.
 */
final class NodeRouting implements Routing {
    private static final char SEPARATOR = '.';

    private final String hub;
    private final Backplane backplane;
    private final BackplaneSubscriber subscriber;

    NodeRouting(String hub, Backplane backplane, BackplaneSubscriber subscriber) {
        this.hub = hub;
        this.backplane = backplane;
        this.subscriber = subscriber;
    }

    @Override
    public String connectionId(String random) {
        return backplane.nodeId() + SEPARATOR + random;
    }

    @Override
    public String owner(String connectionId) {
        return "node '" + otherNode(connectionId) + "'";
    }

    @Override
    public CompletionStage<Void> start() {
        return backplane.subscribe(own(), subscriber);
    }

    @Override
    public void stop() {
        backplane.unsubscribe(own());
    }

    private Scope own() {
        return Scope.node(hub, backplane.nodeId());
    }

    @Override
    public CompletionStage<Void> connected(String connectionId) {
        return Stages.done();
    }

    @Override
    public void disconnected(String connectionId) {
        // Nothing was subscribed for it.
    }

    @Override
    public CompletionStage<Void> send(String connectionId, Supplier<Send> send) {
        String node = otherNode(connectionId);
        if (node == null) {
            return Stages.done();
        }
        byte[] message = BackplaneCodec.encodeForNode(new ConnectionSend(connectionId, send.get()));
        return backplane.publish(Scope.node(hub, node), message).thenAccept(nodes -> {});
    }

    @Override
    public CompletionStage<Integer> command(GroupCommand command) {
        String node = otherNode(command.connectionId());
        return node == null
                ? CompletableFuture.completedFuture(0)
                : backplane.publish(Scope.node(hub, node), BackplaneCodec.encodeForNode(command));
    }

    @Override
    public CompletionStage<Void> acknowledge(GroupCommand command, boolean done) {
        byte[] answer = BackplaneCodec.encodeForNode(new Acknowledgement(command.id(), done));
        return backplane.publish(Scope.node(hub, command.node()), answer).thenAccept(nodes -> {});
    }

    /** The node an id names, or null if it names none or this one, which would have found the connection. */
    private @Nullable String otherNode(String connectionId) {
        int length = Backplane.NODE_ID_LENGTH;
        if (connectionId.length() <= length || connectionId.charAt(length) != SEPARATOR) {
            return null;
        }
        String node = connectionId.substring(0, length);
        return node.equals(backplane.nodeId()) ? null : node;
    }
}
