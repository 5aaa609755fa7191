package io.hubplane.transport.websocket;

import jakarta.websocket.Session;
import java.util.function.BooleanSupplier;

/** How a session goes on reading while its handler takes its time. Safe for any thread. */
interface Reading {
    /** Of an engine that reads the next part only when the handler has returned: nothing to do. */
    Reading ONE_BY_ONE = new Reading() {};

    static Reading of(Session session) {
        return WebSocketEngine.of(session) == WebSocketEngine.UNDERTOW ? new UndertowReading(session) : ONE_BY_ONE;
    }

    /** Reads no more; called while a part is being handled. */
    default void pause() {}

    /**
     * A part was handled: reads again if nothing that was read before is left to handle.
     *
     * @param idle whether, at the time of asking, the handler has not been called again
     */
    default void handled(BooleanSupplier idle) {}
}
