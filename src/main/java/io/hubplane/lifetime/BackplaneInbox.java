package io.hubplane.lifetime;

import io.hubplane.backplane.BackplaneCodec;
import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.backplane.BackplaneMessage.Acknowledgement;
import io.hubplane.backplane.BackplaneMessage.ClientGone;
import io.hubplane.backplane.BackplaneMessage.ClientResult;
import io.hubplane.backplane.BackplaneMessage.ConnectionSend;
import io.hubplane.backplane.BackplaneMessage.GroupCommand;
import io.hubplane.backplane.BackplaneMessage.ResultAbandoned;
import io.hubplane.backplane.BackplaneMessage.Send;
import io.hubplane.backplane.BackplaneSubscriber;
import io.hubplane.backplane.Scope;
import io.hubplane.connection.HubConnection;
import io.hubplane.connection.HubServices;
import io.hubplane.lifetime.forwarding.Forwarding;
import io.hubplane.lifetime.handover.Handovers;
import io.hubplane.lifetime.recipients.FanOut;
import io.hubplane.lifetime.recipients.LocalConnections;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Handles the messages of other nodes. No message can stop the node. Safe for any thread. */
final class BackplaneInbox implements BackplaneSubscriber {
    private static final Logger LOGGER = System.getLogger(BackplaneInbox.class.getName());

    private final HubServices services;
    private final LocalConnections connections;
    private final GroupCommands groupCommands;
    private final ClientResults clientResults;
    private final Forwarding forwarding;
    private final Handovers handovers;

    BackplaneInbox(
            HubServices services,
            LocalConnections connections,
            GroupCommands groupCommands,
            ClientResults clientResults,
            Forwarding forwarding,
            Handovers handovers) {
        this.services = services;
        this.connections = connections;
        this.groupCommands = groupCommands;
        this.clientResults = clientResults;
        this.forwarding = forwarding;
        this.handovers = handovers;
    }

    @Override
    public void received(Scope scope, byte[] message) {
        BackplaneMessage decoded;
        try {
            decoded = BackplaneCodec.decode(scope.kind(), message);
        } catch (BackplaneException e) {
            String text = "A malformed message of " + message.length + " bytes for " + scope + " was dropped";
            services.log().warnOf("other nodes", LOGGER, text, e);
            return;
        }
        if (handovers.received(scope, decoded)) {
            return; // a step of a hand-over waits for deliveries, and is none
        }
        if (handovers.areAbsent()) {
            carryOut(scope, decoded);
        } else {
            handovers.deliver(scope, message, decoded, () -> carryOut(scope, decoded));
        }
    }

    private void carryOut(Scope scope, BackplaneMessage decoded) {
        if (decoded instanceof Send send) {
            deliver(scope, send);
        } else if (handovers.isForAnother(scope, decoded)) {
            return;
        } else if (decoded instanceof ConnectionSend send) {
            deliver(send.connectionId(), send.send());
        } else if (decoded instanceof GroupCommand command) {
            groupCommands.execute(command);
        } else if (decoded instanceof Acknowledgement acknowledgement) {
            groupCommands.received(acknowledgement);
        } else if (decoded instanceof ClientResult result) {
            clientResults.received(result);
        } else if (decoded instanceof ClientGone gone) {
            clientResults.received(gone);
        } else if (decoded instanceof ResultAbandoned abandoned) {
            clientResults.abandoned(abandoned);
        } else {
            forwarding.received(decoded);
        }
    }

    private void deliver(Scope scope, Send send) {
        FanOut fanOut = FanOut.of(send, services);
        try {
            switch (scope.kind()) {
                case ALL -> connections.deliverToAll(fanOut, send.excluded());
                case GROUP -> connections.deliverToGroup(scope.name(), fanOut, send.excluded());
                case USER -> connections.deliverToUser(scope.name(), fanOut);
                case CONNECTION -> deliver(scope.name(), send);
                default -> LOGGER.log(Level.DEBUG, "A hub message for {0} was dropped", scope);
            }
        } finally {
            fanOut.flush();
        }
    }

    private void deliver(String connectionId, Send send) {
        if (send.invocationId() != null && send.returnAddress() != null) {
            clientResults.askFor(send.returnAddress(), send.invocationId(), connectionId, send);
            return;
        }
        HubConnection connection = connections.find(connectionId);
        if (connection != null) {
            FanOut fanOut = FanOut.of(send, services);
            fanOut.deliver(connection);
            fanOut.flush();
        }
    }
}
