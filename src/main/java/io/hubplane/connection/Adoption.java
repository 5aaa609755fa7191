package io.hubplane.connection;

import io.hubplane.connection.outbound.EncodedMessage;
import io.hubplane.connection.outbound.EnqueueResult;
import io.hubplane.connection.outbound.OutboundQueue;
import io.hubplane.connection.outbound.ReplayBuffer;
import io.hubplane.observe.ObservedConnection;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.TransferFormat;
import io.hubplane.transport.TransportType;
import java.util.Optional;

/**
 * Brings a new connection into the state in which another node has handed it over: open, known to the hub, and waiting
 * for its client's next transport. Used once, by one thread, before others know the connection.
 */
record Adoption(
        Client client,
        ConnectionLifecycle lifecycle,
        ActiveTransport activeTransport,
        OutboundQueue queue,
        Registration registration,
        StatefulReconnect reconnect,
        ConnectionServices shared) {
    /** Goes on; false if this node has no room for what waits. */
    boolean from(Handover handover) {
        HubProtocol protocol = handover.protocol();
        var unused = activeTransport.claim(TransportType.WEB_SOCKETS, number -> {}); // in the place of the one before
        lifecycle.opened();
        lifecycle.speaks(protocol);
        queue.text(protocol.transferFormat() == TransferFormat.TEXT);
        client.goesOn(handover.user());
        HubServices services = shared.services();
        if (services.isObserved()) {
            client.observe(new ObservedConnection(
                    services.hub(),
                    client.id(),
                    lifecycle.transportName(),
                    protocol.name(),
                    Optional.ofNullable(handover.user())));
        }
        reconnect.goesOn(handover.processed(), services.ticker().getAsLong());
        queue.keep(ReplayBuffer.goingOn(
                protocol,
                shared.options().statefulReconnectBufferSize(),
                handover.unsent().first(),
                handover.unsent().sent()));
        for (EncodedMessage message : handover.unsent().waiting()) {
            EnqueueResult offer = queue.offer(message);
            if (offer == EnqueueResult.OVERFLOW) {
                return false;
            }
            if (offer.isToFlush()) {
                queue.flush(); // nothing leaves before the transport comes
            }
        }
        lifecycle.handshaken();
        registration.goOn();
        return true;
    }
}
