package io.hubplane.cluster.presence;

import io.hubplane.connection.HubConnection;
import io.hubplane.connection.HubDispatch;
import io.hubplane.connection.HubMessageReceiver;
import io.hubplane.protocol.HubMessage;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Lets a hub hear of the end of a connection only if no other node has finished it, and follows connections that move. */
public final class TrackedDispatch implements HubDispatch {
    private final HubDispatch dispatch;
    private final ConnectionTracking tracking;

    /**
     * Makes one around another one.
     *
     * @param dispatch tells the hub
     * @param tracking knows what other nodes have finished
     */
    public TrackedDispatch(HubDispatch dispatch, ConnectionTracking tracking) {
        this.dispatch = dispatch;
        this.tracking = tracking;
    }

    @Override
    public HubMessageReceiver connected(HubConnection connection, CompletionStage<Void> ready) {
        return new Receiver(connection.id(), dispatch.connected(connection, ready));
    }

    @Override
    public HubMessageReceiver goesOn(HubConnection connection) {
        tracking.began(connection.id(), connection.userIdentifier());
        return new Receiver(connection.id(), dispatch.goesOn(connection));
    }

    private final class Receiver implements HubMessageReceiver {
        private final String connectionId;
        private final HubMessageReceiver receiver;

        Receiver(String connectionId, HubMessageReceiver receiver) {
            this.connectionId = connectionId;
            this.receiver = receiver;
        }

        @Override
        public void received(HubMessage message, int length) {
            receiver.received(message, length);
        }

        @Override
        public boolean isCrowded() {
            return receiver.isCrowded();
        }

        @Override
        public int openCalls() {
            return receiver.openCalls();
        }

        @Override
        public int openStreams() {
            return receiver.openStreams();
        }

        @Override
        public boolean isOpen() {
            return receiver.isOpen();
        }

        @Override
        public void giveUp() {
            receiver.giveUp();
        }

        @Override
        public void moved() {
            receiver.moved();
            tracking.ended(connectionId);
        }

        @Override
        public void disconnected(@Nullable Throwable reason) {
            CompletionStage<Void> unused = tracking.mayFinish(connectionId).thenAccept(may -> {
                if (may) {
                    receiver.disconnected(reason);
                } else {
                    moved();
                }
            });
        }
    }
}
