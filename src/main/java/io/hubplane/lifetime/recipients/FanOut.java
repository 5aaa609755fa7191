package io.hubplane.lifetime.recipients;

import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.connection.HubConnection;
import io.hubplane.connection.HubServices;
import io.hubplane.connection.outbound.EncodedMessage;
import io.hubplane.connection.outbound.PendingFlushes;
import io.hubplane.connection.outbound.SendStage;
import io.hubplane.observe.ClientLog;
import io.hubplane.protocol.HubMessage;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.protocol.SerializedHubMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One invocation that is sent to many connections. It is encoded at most once for each protocol, and every queue gets
 * the same object. Used by one thread.
 */
public final class FanOut {
    private static final Logger LOGGER = System.getLogger(FanOut.class.getName());

    private final SerializedHubMessage message;
    private final List<HubProtocol> protocols;
    private final PendingFlushes flushes;
    private final Executor applications;
    private final ClientLog log;
    /** The protocol of the last receiver; most often all receivers use the same one. */
    private @Nullable HubProtocol protocol;

    private @Nullable EncodedMessage current;
    /** By the protocols before; null while there was only one. */
    private @Nullable Map<HubProtocol, EncodedMessage> others;

    private int receivers;
    /** The receivers whose queues are so full that the sender should wait; null if there are none. */
    private @Nullable List<HubConnection> full;

    private FanOut(SerializedHubMessage message, HubServices services) {
        this.message = message;
        this.protocols = services.protocols();
        this.flushes = new PendingFlushes(services.flusher());
        this.applications = services.applications();
        this.log = services.log();
    }

    /** A message of this node. */
    public static FanOut of(HubMessage.Invocation message, HubServices services) {
        return new FanOut(new SerializedHubMessage(message), services);
    }

    /** A message from another node. */
    public static FanOut of(BackplaneMessage.Send send, HubServices services) {
        return new FanOut(new SerializedHubMessage(send.encodings()), services);
    }

    /**
     * The message for other nodes.
     *
     * @throws IllegalArgumentException if a value in it cannot be encoded
     */
    public BackplaneMessage.Send send(Collection<String> excluded) {
        return BackplaneMessage.Send.of(excluded, message.encodings(protocols));
    }

    /**
     * Encodes the message for a protocol, even if there is no receiver.
     *
     * @throws IllegalArgumentException if a value in it cannot be encoded
     */
    public void encodeFor(HubProtocol wanted) {
        encodedFor(wanted);
    }

    /** Delivers to a connection unless it is excluded. */
    Consumer<HubConnection> except(Collection<String> excluded) {
        if (excluded.isEmpty()) {
            return this::deliver;
        }
        Set<String> ids = new HashSet<>(excluded);
        return connection -> {
            if (!ids.contains(connection.id())) {
                deliver(connection);
            }
        };
    }

    /**
     * Queues the message until {@link #flush}. A problem with this connection does not affect others. A connection that
     * has come since the message was encoded is skipped if the message cannot be encoded for its protocol.
     */
    public void deliver(HubConnection connection) {
        try {
            EncodedMessage encoding = encodedFor(connection.protocol());
            if (encoding == null) {
                LOGGER.log(Level.DEBUG, () -> "The sender does not have the protocol of connection " + connection.id());
                return;
            }
            receivers++;
            if (connection.deliver(encoding, flushes)) {
                add(connection);
            }
        } catch (RuntimeException e) {
            log.warn(LOGGER, connection.id(), "A message could not be queued for connection " + connection.id(), e);
        }
    }

    private void add(HubConnection connection) {
        if (full == null) {
            full = new ArrayList<>();
        }
        full.add(connection);
    }

    /**
     * Completes when a sender that waits may send more: when the message is published, and at least half of the
     * receivers here have room (with one receiver: when that one has). So a sender to one client is slowed down by that
     * client. A sender to many clients goes as fast as most of them; slow clients delay nobody, however many messages
     * wait for them. Call it after {@link #flush}.
     */
    public CompletionStage<Void> sent(CompletionStage<Void> published) {
        List<HubConnection> waiting = full;
        int rooms = waiting == null ? 0 : waiting.size() - receivers / 2;
        if (waiting == null || rooms <= 0) {
            return published;
        }
        SendStage stage = new SendStage(applications, published, rooms);
        for (HubConnection connection : waiting) {
            if (connection.whenWritable(stage)) {
                stage.run();
            }
        }
        return stage;
    }

    /** How many connections the message was queued for. */
    public int receivers() {
        return receivers;
    }

    /** The length of the message in the protocol of the last receiver, in bytes; 0 if there was none. */
    public int bytes() {
        return current == null ? 0 : current.length();
    }

    /** Sends the queued messages. */
    public void flush() {
        flushes.flush();
    }

    private @Nullable EncodedMessage encodedFor(HubProtocol wanted) {
        if (wanted != protocol) {
            EncodedMessage known = protocol == null ? null : change(protocol, wanted);
            protocol = wanted;
            current = known == null ? encode(wanted) : known;
        }
        return current;
    }

    private @Nullable EncodedMessage encode(HubProtocol wanted) {
        byte[] bytes = message.encoding(wanted);
        return bytes == null ? null : EncodedMessage.invocation(bytes, wanted);
    }

    /** Keeps what is encoded for one protocol, and gives what is known for another. */
    private @Nullable EncodedMessage change(HubProtocol before, HubProtocol wanted) {
        if (others == null) {
            others = new HashMap<>(4);
        }
        if (current != null) {
            others.put(before, current);
        }
        return others.get(wanted);
    }
}
