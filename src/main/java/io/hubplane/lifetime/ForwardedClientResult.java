package io.hubplane.lifetime;

import io.hubplane.backplane.BackplaneMessage.ClientResult;
import io.hubplane.connection.ClientResultCallback;
import io.hubplane.connection.HubConnection;
import io.hubplane.lifetime.routing.Routing;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/**
 * A client result that another node awaits. It is forwarded unread, since only the asking node knows its type.
 *
 * @param told receives the connection's id and the completion of the message to the asking node
 */
record ForwardedClientResult(
        String id,
        HubConnection connection,
        String returnAddress,
        Routing routing,
        BiConsumer<String, CompletionStage<Void>> told)
        implements ClientResultCallback {
    @Override
    public boolean isForwarded() {
        return true;
    }

    @Override
    public void answered(HubMessage.Completion completion) {
        HubProtocol protocol = connection.protocol();
        ClientResult result = new ClientResult(protocol.name(), protocol.write(completion));
        told.accept(connection.id(), routing.answer(returnAddress, result));
    }

    @Override
    public void disconnected() {
        told.accept(connection.id(), routing.gone(returnAddress, id, connection.protocol(), true));
    }
}
