package io.hubplane.lifetime.routing;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.backplane.BackplaneMessage.Acknowledgement;
import io.hubplane.backplane.BackplaneMessage.ClientGone;
import io.hubplane.backplane.BackplaneMessage.ClientResult;
import io.hubplane.backplane.BackplaneMessage.ConnectionSend;
import io.hubplane.backplane.BackplaneMessage.GroupCommand;
import io.hubplane.backplane.BackplaneMessage.ResultAbandoned;
import io.hubplane.backplane.BackplaneMessage.Send;
import io.hubplane.backplane.BackplaneSecret;
import io.hubplane.backplane.BackplaneSubscriber;
import io.hubplane.backplane.Scope;
import io.hubplane.concurrent.Stages;
import io.hubplane.protocol.HubProtocol;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Routes without a channel for each connection: the id of a connection is {@code {node id}.{random}}, and messages for
 * it go to its node's channel. If an id names no other node, its connection is on no other node, unless this node has
 * handed it over.
 */
final class NodeRouting implements Routing {
    private final String hub;
    private final Backplane backplane;
    private final BackplaneSubscriber subscriber;
    private final TokenCheck tokens;
    private final ConnectionIds ids;

    NodeRouting(
            String hub,
            Backplane backplane,
            BackplaneSubscriber subscriber,
            @Nullable BackplaneSecret secret,
            MovedConnections moved) {
        this.tokens = new TokenCheck(hub, secret);
        this.hub = hub;
        this.backplane = backplane;
        this.subscriber = subscriber;
        this.ids = new ConnectionIds(backplane.nodeId(), moved);
    }

    @Override
    public String connectionId(String random) {
        return ids.make(random);
    }

    @Override
    public String connectionToken(String random) {
        return tokens.complete(connectionId(random));
    }

    @Override
    public String owner(String connectionId) {
        return "node '" + ids.channel(connectionId) + "'";
    }

    @Override
    public Collection<String> nodesOf(String connectionId, Collection<String> nodes) {
        return ids.isMade(connectionId) ? nodes : List.of(); // any node may have taken it
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
    public CompletionStage<Void> send(String connectionId, Supplier<Send> send) {
        String node = ids.channel(connectionId);
        return node == null ? Stages.done() : tell(node, new ConnectionSend(connectionId, send.get()));
    }

    @Override
    public CompletionStage<Boolean> question(String connectionId, Send question) {
        return order(connectionId, new ConnectionSend(connectionId, question));
    }

    @Override
    public CompletionStage<Boolean> command(GroupCommand command) {
        return order(command.connectionId(), command);
    }

    private CompletionStage<Boolean> order(String connectionId, BackplaneMessage message) {
        String node = ids.channel(connectionId);
        if (node == null) {
            return Stages.no();
        }
        return backplane.carriesCommands() ? ask(node, message) : Routing.ordersNobody();
    }

    @Override
    public CompletionStage<Void> acknowledge(GroupCommand command, boolean done) {
        return tell(command.node(), new Acknowledgement(command.id(), done));
    }

    @Override
    public String returnAddress() {
        return backplane.nodeId();
    }

    @Override
    public CompletionStage<Void> answer(String returnAddress, ClientResult result) {
        return tell(returnAddress, result);
    }

    @Override
    public CompletionStage<Void> gone(String returnAddress, String invocationId, HubProtocol protocol, boolean asked) {
        return tell(returnAddress, new ClientGone(invocationId, asked));
    }

    @Override
    public boolean meansGone(String error) {
        return false; // nodes have a separate message for this
    }

    @Override
    public CompletionStage<Void> abandon(ResultAbandoned abandoned) {
        String node = ids.channel(abandoned.connectionId());
        return node == null ? Stages.done() : tell(node, abandoned);
    }

    @Override
    public CompletionStage<Void> tell(String node, BackplaneMessage message) {
        return backplane.publish(Scope.node(hub, node), BackplaneCodec.encodeForNode(message));
    }

    @Override
    public CompletionStage<Boolean> ask(String node, BackplaneMessage message) {
        return AnswerablePublication.publish(backplane, Scope.node(hub, node), BackplaneCodec.encodeForNode(message));
    }

    @Override
    public CompletionStage<Boolean> isThere(String node) {
        return backplane.hasSubscriber(Scope.node(hub, node));
    }

    @Override
    public @Nullable String otherNode(String idOrToken) {
        return ids.otherNode(idOrToken);
    }

    @Override
    public boolean isBehind() {
        return backplane.isBehind();
    }

    @Override
    public boolean handsOver() {
        return backplane.carriesCommands() && backplane.reachesOthers() && backplane.keepsOrderBetweenScopes();
    }

    @Override
    public @Nullable String handsOver(String token) {
        return handsOver() && tokens.passes(token) ? ids.channelOfToken(token) : null;
    }

    @Override
    public @Nullable String forwardsTo(String token) {
        return backplane.carriesCommands() && tokens.passes(token) ? otherNode(token) : null;
    }
}
