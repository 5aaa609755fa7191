package io.hubplane.lifetime;

import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.backplane.BackplaneMessage.ConnectionSend;
import io.hubplane.backplane.BackplaneMessage.GroupCommand;
import io.hubplane.backplane.BackplaneMessage.HandoverAnswer;
import io.hubplane.backplane.BackplaneMessage.HandoverRequest;
import io.hubplane.backplane.BackplaneMessage.ResultAbandoned;
import io.hubplane.backplane.BackplaneStamp;
import io.hubplane.backplane.Scope;
import io.hubplane.lifetime.handover.HandoverGate;
import io.hubplane.lifetime.recipients.LocalConnections;
import io.hubplane.lifetime.recipients.Recipients;
import io.hubplane.lifetime.routing.MovedConnections;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What hand-overs change in the way of messages: which of two nodes delivers a message to a connection that is changing
 * its node, and which of several nodes answers for one that has. Safe for any thread.
 */
record Handovers(
        String nodeId,
        HandoverGate gate,
        MovedConnections moved,
        LocalConnections connections,
        Departures departures,
        Arrivals arrivals) {
    /** Whether no hand-over is under way, so that messages of other nodes take their usual way. */
    boolean areAbsent() {
        return !gate.isUsed();
    }

    /** Takes a step of a hand-over; false if the message is something else. */
    boolean received(Scope scope, BackplaneMessage message) {
        if (message instanceof HandoverRequest request) {
            departures.received(request, isOfAnother(scope));
            return true;
        }
        if (message instanceof HandoverAnswer answer) {
            arrivals.received(answer);
            return true;
        }
        return false;
    }

    /**
     * Whether another node has to carry out a message: this one also gets what is for nodes whose connections it has
     * taken, and what is for connections that others have taken.
     */
    boolean isForAnother(Scope scope, BackplaneMessage message) {
        boolean foreign = isOfAnother(scope);
        if (!foreign && moved.isUnused()) {
            return false;
        }
        String id = connectionOf(message);
        return id == null ? foreign : connections.find(id) == null && (foreign || moved.hasId(id));
    }

    private boolean isOfAnother(Scope scope) {
        return scope.kind() == Scope.Kind.NODE && !scope.name().equals(nodeId);
    }

    private static @Nullable String connectionOf(BackplaneMessage message) {
        if (message instanceof ConnectionSend send) {
            return send.connectionId();
        }
        if (message instanceof GroupCommand command) {
            return command.connectionId();
        }
        return message instanceof ResultAbandoned abandoned ? abandoned.connectionId() : null;
    }

    /** Carries out a message of another node, and notes it for connections that are coming or going. */
    void deliver(Scope scope, byte[] bytes, BackplaneMessage message, Runnable carryOut) {
        gate.deliver(() -> {
            String origin = BackplaneStamp.origin(bytes);
            if (origin != null) {
                gate.seen().note(scope, origin, BackplaneStamp.sequence(bytes));
            }
            arrivals.came(scope, bytes, message);
            carryOut.run();
            return scope;
        });
    }

    /** Sends a message of this node, and notes it for connections that are coming. */
    CompletionStage<Void> send(
            Recipients recipients, Supplier<BackplaneMessage.Send> message, Supplier<CompletionStage<Void>> send) {
        return gate.deliver(() -> {
            CompletionStage<Void> sent = send.get();
            if (arrivals.isCapturing()) {
                arrivals.sent(recipients, message.get());
            }
            return sent;
        });
    }

    /** Does something else with a connection that may be about to move. */
    <T> T change(Supplier<T> action) {
        if (!gate.enter()) {
            return gate.deliver(action);
        }
        try {
            return action.get();
        } finally {
            gate.leave();
        }
    }
}
