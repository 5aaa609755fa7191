package io.hubplane.lifetime.handover;

import io.hubplane.backplane.BackplaneMessage.GroupCommand;
import io.hubplane.backplane.BackplaneMessage.Send;
import io.hubplane.connection.HubConnection;

/** What nodes want of a connection that has come to this one. Safe for any thread; no method waits. */
public interface Duties {
    /**
     * The client was asked on the node from which it comes, and has not answered.
     *
     * @param id the id of the invocation
     * @param returnAddress where the answer goes
     */
    void goesOn(HubConnection connection, String id, String returnAddress);

    /**
     * Another node asks the client.
     *
     * @param returnAddress where the answer goes
     * @param id the id of the invocation
     */
    void askFor(String returnAddress, String id, String connectionId, Send question);

    /** Another node changes the connection's groups. */
    void execute(GroupCommand command);
}
