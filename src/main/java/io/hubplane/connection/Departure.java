package io.hubplane.connection;

import io.hubplane.observe.CloseReason;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.transport.Identity;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hands a connection over to another node, to which its client has come. At first its transport is closed, so that
 * nothing more is received. When the calls that the client has made are over, {@link #handOver} ends it here, without
 * telling the hub, for which it goes on. If the client comes back to this node in between, {@link #isStopped} says so,
 * and the connection stays.
 *
 * <p>Safe for any thread; one thread calls {@link #handOver}, and after that either {@link #arrived} or {@link #gotLost}.
 */
public final class Departure {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final HubConnection connection;
    private final ConnectionPipeline pipeline;
    private final HubMessageReceiver calls;
    private final int stopped;

    private Departure(HubConnection connection, HubMessageReceiver calls, int stopped) {
        this.connection = connection;
        this.calls = calls;
        this.pipeline = connection.pipeline();
        this.stopped = stopped;
    }

    /**
     * Closes the transport of a connection, if it has one, so that the client comes back, to this node or to another.
     *
     * @return null if the connection does not outlive its transport, or the hub does not know it yet
     */
    public static @Nullable Departure begin(HubConnection connection) {
        ConnectionPipeline pipeline = connection.pipeline();
        StatefulReconnect reconnect = pipeline.reconnect();
        HubMessageReceiver calls = pipeline.registration().known();
        if (reconnect == null || !reconnect.hasSpoken() || calls == null || !calls.isOpen()) {
            return null;
        }
        int stopped = pipeline.activeTransport().release();
        if (stopped == 0) {
            return null;
        }
        // A thread that reads is held back no longer, and finds this on its way out; nothing is read after it.
        pipeline.input().received(stopped, NOTHING.duplicate(), Identity.ANONYMOUS);
        return new Departure(connection, calls, stopped);
    }

    /** The connection. */
    public HubConnection connection() {
        return connection;
    }

    /** Whether the connection is open, and its client has not come back to this node. */
    public boolean isStopped() {
        return pipeline.activeTransport().isResumable()
                && !pipeline.activeTransport().isLost(stopped);
    }

    /** Whether a thread is still passing on what came before. */
    public boolean isReading() {
        return !pipeline.input().isIdle();
    }

    /** Whether none of the client's calls and streams is under way. */
    public boolean isQuiet() {
        return calls.isQuiet();
    }

    /** Whether what the application keeps with the connection can go to another node: texts, numbers and booleans can. */
    public boolean isPortable() {
        return connection.isPortable();
    }

    /** Answers all calls that are under way with an error; for a connection that is handed over at once. */
    public void giveUpCalls() {
        calls.giveUp();
    }

    /** The present groups. */
    public List<String> groups() {
        return List.copyOf(connection.groups());
    }

    /**
     * Ends the connection here. The caller removes it from the registry.
     *
     * @return everything by which another node goes on; null if the connection has ended before
     */
    public @Nullable Handover handOver() {
        HubProtocol protocol = pipeline.lifecycle().spoken();
        StatefulReconnect reconnect = pipeline.reconnect();
        if (protocol == null || reconnect == null || !pipeline.end().beginMove()) {
            return null;
        }
        Client client = pipeline.client();
        Handover handover = new Handover(
                client.id(),
                protocol,
                client.userIdentifier(),
                reconnect.processed(),
                pipeline.queue().takeUnsent(),
                groups(),
                Map.copyOf(connection.items()));
        pipeline.end().endMove();
        return handover;
    }

    /** Another node goes on with the connection. */
    public void arrived() {
        pipeline.registration().closed(CloseReason.MOVED, null);
        calls.moved();
    }

    /** No node goes on with the connection, as far as is known here; the hub is told about its end. */
    public void gotLost(Throwable reason) {
        pipeline.registration().closed(CloseReason.FAILED, reason);
        calls.disconnected(reason);
    }
}
