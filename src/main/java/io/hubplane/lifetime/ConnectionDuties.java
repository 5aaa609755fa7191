package io.hubplane.lifetime;

import io.hubplane.backplane.BackplaneMessage.GroupCommand;
import io.hubplane.backplane.BackplaneMessage.Send;
import io.hubplane.connection.HubConnection;
import io.hubplane.lifetime.handover.Duties;

/** Lets connections that come from other nodes go on with their questions and groups. Safe for any thread. */
record ConnectionDuties(ClientResults clientResults, GroupCommands groupCommands) implements Duties {
    @Override
    public void goesOn(HubConnection connection, String id, String returnAddress) {
        clientResults.goesOn(connection, id, returnAddress);
    }

    @Override
    public void askFor(String returnAddress, String id, String connectionId, Send question) {
        clientResults.askFor(returnAddress, id, connectionId, question);
    }

    @Override
    public void execute(GroupCommand command) {
        groupCommands.execute(command);
    }
}
