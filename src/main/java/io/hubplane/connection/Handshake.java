package io.hubplane.connection;

import io.hubplane.connection.outbound.EncodedMessage;
import io.hubplane.connection.outbound.OutboundQueue;
import io.hubplane.connection.outbound.ReplayBuffer;
import io.hubplane.observe.CloseReason;
import io.hubplane.observe.ObservedConnection;
import io.hubplane.protocol.HandshakeProtocol;
import io.hubplane.protocol.HandshakeRequest;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.TransferFormat;
import io.hubplane.transport.TransportType;
import java.lang.System.Logger;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Answers a client that asks for its protocol (Hub Protocol, <em>Overview</em>). It refuses the client, or makes the
 * connection findable, answers the client and tells the hub, in this order. Called once, by the thread that reads the
 * connection.
 */
final class Handshake {
    private static final Logger LOGGER = System.getLogger(Handshake.class.getName());

    private final Client client;
    private final ConnectionLifecycle lifecycle;
    private final ActiveTransport activeTransport;
    private final OutboundQueue queue;
    private final Registration registration;
    private final ConnectionEnd end;
    private final @Nullable StatefulReconnect reconnect;
    private final ConnectionServices shared;

    Handshake(
            Client client,
            ConnectionLifecycle lifecycle,
            ActiveTransport activeTransport,
            OutboundQueue queue,
            Registration registration,
            ConnectionEnd end,
            @Nullable StatefulReconnect reconnect,
            ConnectionServices shared) {
        this.client = client;
        this.lifecycle = lifecycle;
        this.activeTransport = activeTransport;
        this.queue = queue;
        this.registration = registration;
        this.end = end;
        this.reconnect = reconnect;
        this.shared = shared;
    }

    void requested(HandshakeRequest request) {
        HubProtocol protocol = find(request.protocol());
        if (protocol == null) {
            refuse(HandshakeProtocol.unsupportedProtocol(request.protocol()));
        } else if (!protocol.supports(request.version())) {
            refuse(HandshakeProtocol.unsupportedVersion(request));
        } else if (protocol.transferFormat() == TransferFormat.BINARY && !activeTransport.carriesBinary()) {
            refuse(HandshakeProtocol.unsupportedTransferFormat(protocol));
        } else {
            grant(protocol, request.version());
        }
    }

    private @Nullable HubProtocol find(String name) {
        for (HubProtocol protocol : shared.services().protocols()) {
            if (protocol.name().equalsIgnoreCase(name)) {
                return protocol;
            }
        }
        return null;
    }

    private void refuse(String error) {
        end.refuse(CloseReason.PROTOCOL_ERROR, error, null);
    }

    /**
     * Grants a handshake. The answer waits until other nodes can also find the connection, since a client that has read
     * it may rely on that.
     */
    private void grant(HubProtocol chosen, int version) {
        HubServices services = shared.services();
        lifecycle.speaks(chosen);
        queue.text(chosen.transferFormat() == TransferFormat.TEXT);
        try {
            client.identify(shared.users());
        } catch (RuntimeException e) {
            String id = client.id();
            services.log().warn(LOGGER, id, "The user of connection " + id + " could not be determined", e);
            end.refuse(CloseReason.FAILED, HandshakeProtocol.UNEXPECTED_ERROR, e);
            return;
        }
        if (services.isObserved()) {
            client.observe(new ObservedConnection(
                    services.hub(),
                    client.id(),
                    lifecycle.transportName(),
                    chosen.name(),
                    Optional.ofNullable(client.userIdentifier())));
        }
        holdAnswer(chosen, version);
        if (lifecycle.handshaken()) {
            registration.begin(this::answerWhen);
        } else {
            answer();
        }
    }

    private void holdAnswer(HubProtocol chosen, int version) {
        EncodedMessage answer = EncodedMessage.control(HandshakeProtocol.success());
        queue.hold();
        if (reconnect != null && version > 1 && lifecycle.transport() == TransportType.WEB_SOCKETS) {
            reconnect.begin();
            ReplayBuffer kept = ReplayBuffer.of(chosen, shared.options().statefulReconnectBufferSize());
            kept.answer(answer);
            queue.keep(kept);
        } else {
            queue.offer(answer);
        }
    }

    private void answerWhen(CompletionStage<Void> ready) {
        if (ready.toCompletableFuture().isDone()) {
            answer();
        } else {
            // The thread that completes it carries messages and must not be held up by a client.
            ready.whenComplete((nothing, failure) -> {
                if (queue.release()) {
                    shared.services().flusher().flushSoon(queue);
                }
            });
        }
    }

    private void answer() {
        if (queue.release()) {
            queue.flush();
        }
    }
}
