package io.hubplane.lifetime;

import io.hubplane.backplane.BackplaneMessage.ClientResult;
import io.hubplane.connection.ClientResultCallback;
import io.hubplane.connection.HubConnection;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/**
 * A client result another node awaits: passed on as it comes, for only the asker knows its type.
 *
 * @param told takes what the asker is told by, with the id of the connection
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
