package io.hubplane.lifetime.routing;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.backplane.BackplaneMessage.Acknowledgement;
import io.hubplane.backplane.BackplaneMessage.ClientResult;
import io.hubplane.backplane.BackplaneMessage.GroupCommand;
import io.hubplane.backplane.BackplaneMessage.ResultAbandoned;
import io.hubplane.backplane.BackplaneMessage.Send;
import io.hubplane.backplane.BackplaneSubscriber;
import io.hubplane.backplane.ClientResultAddress;
import io.hubplane.backplane.Scope;
import io.hubplane.concurrent.Stages;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Routes as ASP.NET Core does: a channel for each connection, one for the group commands of all nodes, and one each for
 * the acknowledgements and the client results of this node. An id does not name its node, so only the node that has the
 * connection answers a command.
 */
final class AspNetCoreRouting implements Routing {
    /** The error in a client result by which these nodes tell each other that the connection has ended. */
    private static final String DISCONNECTED = "Connection disconnected.";

    private final String hub;
    private final Backplane backplane;
    private final BackplaneSubscriber subscriber;
    private final AspNetCoreScopes scopes;
    private final List<Scope> permanent;

    AspNetCoreRouting(String hub, Backplane backplane, BackplaneSubscriber subscriber) {
        this.hub = hub;
        this.backplane = backplane;
        this.subscriber = subscriber;
        this.scopes = new AspNetCoreScopes(hub);
        this.permanent = scopes.ofNode(backplane.nodeId());
    }

    @Override
    public String connectionId(String random) {
        return random;
    }

    @Override
    public String connectionToken(String random) {
        return random;
    }

    @Override
    public @Nullable String otherNode(String connectionId) {
        return null; // ids and tokens do not name their node
    }

    @Override
    public CompletionStage<Void> tell(String node, BackplaneMessage message) {
        return Stages.done(); // ASP.NET Core has no channel for this
    }

    @Override
    public CompletionStage<Boolean> ask(String node, BackplaneMessage message) {
        return Stages.no(); // ASP.NET Core has no channel for this
    }

    @Override
    public CompletionStage<Boolean> isThere(String node) {
        return Stages.no(); // ASP.NET Core has no channel for this
    }

    @Override
    public String owner(String connectionId) {
        return "any node";
    }

    @Override
    public CompletionStage<Void> start() {
        return Stages.all(permanent.stream()
                .map(scope -> backplane.subscribe(scope, subscriber))
                .toList());
    }

    @Override
    public void stop() {
        permanent.forEach(backplane::unsubscribe);
    }

    @Override
    public CompletionStage<Void> connected(String connectionId) {
        return backplane.subscribe(scopes.connection(connectionId), subscriber);
    }

    @Override
    public void disconnected(String connectionId) {
        backplane.unsubscribe(scopes.connection(connectionId));
    }

    @Override
    public CompletionStage<Void> send(String connectionId, Supplier<Send> send) {
        return backplane.publish(scopes.connection(connectionId), BackplaneCodec.encode(send.get()));
    }

    @Override
    public CompletionStage<Boolean> question(String connectionId, Send question) {
        return backplane.carriesCommands()
                ? AnswerablePublication.publish(
                        backplane, scopes.connection(connectionId), BackplaneCodec.encode(question))
                : Routing.ordersNobody();
    }

    @Override
    public CompletionStage<Boolean> command(GroupCommand command) {
        return backplane.carriesCommands()
                ? AnswerablePublication.publishToMany(backplane, scopes.commands(), BackplaneCodec.encode(command))
                : Routing.ordersNobody();
    }

    @Override
    public CompletionStage<Void> acknowledge(GroupCommand command, boolean done) {
        if (!done) {
            return Stages.done();
        }
        byte[] answer = BackplaneCodec.encode(new Acknowledgement(command.id(), true));
        return backplane.publish(scopes.acknowledgements(command.node()), answer);
    }

    @Override
    public String returnAddress() {
        return ClientResultAddress.of(hub, backplane.nodeId());
    }

    @Override
    public CompletionStage<Void> answer(String returnAddress, ClientResult result) {
        return ClientResultAddress.scope(hub, returnAddress)
                .map(scope -> backplane.publish(scope, BackplaneCodec.encode(result)))
                .orElseGet(() -> CompletableFuture.failedFuture(
                        new BackplaneException("'" + returnAddress + "' is not an address of a node of hub " + hub)));
    }

    @Override
    public CompletionStage<Void> gone(String returnAddress, String invocationId, HubProtocol protocol, boolean asked) {
        byte[] completion = protocol.write(HubMessage.Completion.ofError(invocationId, DISCONNECTED));
        return answer(returnAddress, new ClientResult(protocol.name(), completion));
    }

    @Override
    public boolean meansGone(String error) {
        return error.equals(DISCONNECTED);
    }

    @Override
    public CompletionStage<Void> abandon(ResultAbandoned abandoned) {
        return Stages.done(); // ASP.NET Core has no message for this
    }
}
