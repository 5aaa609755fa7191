package io.hubplane.lifetime.handover;

import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.backplane.BackplaneMessage.ConnectionSend;
import io.hubplane.backplane.BackplaneMessage.GroupCommand;
import io.hubplane.backplane.BackplaneMessage.Send;
import io.hubplane.concurrent.Stages;
import io.hubplane.connection.HubConnection;
import io.hubplane.connection.HubServices;
import io.hubplane.connection.TokenDigest;
import io.hubplane.lifetime.recipients.FanOut;
import io.hubplane.lifetime.recipients.LocalConnections;
import io.hubplane.lifetime.routing.MovedConnections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The registry of this node, as a connection that comes from another node sees it. Safe for any thread. */
record Residence(
        HubServices services,
        LocalConnections connections,
        Heirs heirs,
        MovedConnections moved,
        Duties duties,
        HandoverStateCodec codec) {
    /**
     * Has the backplane bring what is for a connection before it is here; completed when everything comes.
     *
     * @param home the node that its id names
     */
    CompletionStage<Void> reserve(String home) {
        return heirs.add(home);
    }

    /** Undoes one {@link #reserve}; a connection that is here keeps its own. */
    void release(String home) {
        heirs.remove(home);
    }

    /** As {@link #reserve}, for what is for all and for a user; null for nobody. */
    CompletionStage<Void> reserveUser(@Nullable String user) {
        return connections.reserveUser(user);
    }

    /** Undoes one {@link #reserveUser}; what connections need stays. */
    void releaseUser(@Nullable String user) {
        connections.releaseUser(user);
    }

    /** As {@link #reserve}, for what is for groups. */
    CompletionStage<Void> reserveGroups(List<String> groups) {
        return Stages.all(groups.stream().map(connections::reserveGroup).toList());
    }

    /** Undoes one {@link #reserveGroups}; what connections need stays. */
    void releaseGroups(List<String> groups) {
        groups.forEach(connections::releaseGroup);
    }

    /** Reads the state that another node has sent. */
    HandoverState read(byte[] state) {
        return codec.decode(state);
    }

    /** Makes a connection findable, in all its groups, and with the questions that its client has not answered. */
    void enter(HubConnection connection, HandoverState state) {
        moved.remove(TokenDigest.of(connection.token()));
        // All of it is live, since it was reserved.
        CompletionStage<Void> unused = connections.add(connection);
        for (String group : state.handover().groups()) {
            unused = connections.join(connection, group);
        }
        for (HandoverState.Question question : state.questions()) {
            duties.goesOn(connection, question.id(), question.returnAddress());
        }
    }

    /** Delivers to a connection what was captured for it, or carries it out. */
    void deliver(HubConnection connection, BackplaneMessage message) {
        if (message instanceof Send send) {
            deliver(connection, send);
        } else if (message instanceof ConnectionSend one) {
            Send send = one.send();
            if (send.invocationId() != null && send.returnAddress() != null) {
                duties.askFor(send.returnAddress(), send.invocationId(), connection.id(), send);
            } else {
                deliver(connection, send);
            }
        } else if (message instanceof GroupCommand command) {
            duties.execute(command);
        }
    }

    private void deliver(HubConnection connection, Send send) {
        FanOut fanOut = FanOut.of(send, services);
        fanOut.deliver(connection);
        fanOut.flush();
    }
}
