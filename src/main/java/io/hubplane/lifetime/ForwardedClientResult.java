package io.hubplane.lifetime;

import io.hubplane.backplane.BackplaneMessage.ClientResult;
import io.hubplane.connection.ClientResultCallback;
import io.hubplane.connection.HubConnection;
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
        String id, String returnAddress, Routing routing, BiConsumer<String, CompletionStage<Integer>> told)
        implements ClientResultCallback {
    @Override
    public boolean isForwarded() {
        return true;
    }

    @Override
    public void answered(HubConnection from, HubMessage.Completion completion) {
        HubProtocol protocol = from.protocol();
        ClientResult result = new ClientResult(protocol.name(), protocol.write(completion));
        told.accept(from.id(), routing.answer(returnAddress, result));
    }

    @Override
    public void disconnected(HubConnection connection) {
        told.accept(connection.id(), routing.gone(returnAddress, id, connection.protocol(), true));
    }
}
