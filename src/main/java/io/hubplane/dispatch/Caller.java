package io.hubplane.dispatch;

import io.hubplane.connection.Sender;
import io.hubplane.protocol.HubMessage;
import java.util.Map;
import java.util.Optional;

/** What dispatch needs of a connection; see {@link io.hubplane.connection.HubConnection}. */
interface Caller {
    String id();

    String transportName();

    Optional<String> userIdentifier();

    /** Who sent what is being received; asked by the thread that hands it on. The same object for all that one request brings. */
    Sender sender();

    Optional<String> header(String name);

    Optional<String> queryParameter(String name);

    Optional<String> cookie(String name);

    Map<String, Object> items();

    boolean isOpen();

    void write(HubMessage message);

    /**
     * Whether a message written now would leave soon.
     *
     * @param action if not: run once, by any thread, when there is room or the connection has ended; must be short. If
     *     so: not kept
     */
    boolean whenWritable(Runnable action);

    /** Hands the connection's answer to who has asked; tells whether somebody has. */
    boolean answered(HubMessage.Completion answer);

    /** Asks the carrier not to read on; true if the thread that reads must not be held back, since the carrier waits. */
    boolean pauseReceiving();

    /** Whether the thread that reads may be held back as far as the carriers go; asked again as long as it is. */
    boolean mayHoldReader();

    void abort();

    void fail(Throwable reason, boolean allowReconnect);
}
