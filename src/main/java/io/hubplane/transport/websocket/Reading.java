package io.hubplane.transport.websocket;

import jakarta.websocket.Session;
import java.util.function.BooleanSupplier;

/** How a session goes on reading while its handler takes its time. Safe for any thread. */
interface Reading {
    /** Of an engine that reads the next part only when the handler has returned: nothing to do. */
    Reading ONE_BY_ONE = new Reading() {};

    static Reading of(Session session) {
        return switch (WebSocketEngine.of(session)) {
            case TYRUS -> new TyrusReading(session);
            case UNDERTOW -> new UndertowReading(session);
            case OTHER -> ONE_BY_ONE;
        };
    }

    /**
     * Sees to it that no frame is gathered that is longer than allowed. Where frames are handed over in parts as they come
     * there is nothing to do. To be called when the session opens.
     *
     * @param longest how long the payload of a frame may be, in bytes
     * @param tooLong run once, by the thread that reads, when a frame is longer; nothing is handed over any more then
     */
    default void limit(long longest, Runnable tooLong) {}

    /**
     * How long a frame has been coming that is handed over only when it has come whole; by one thread at a time.
     *
     * @param now the time in nanoseconds, from any origin
     * @return the time in nanoseconds; 0 if there is no such frame
     */
    default long partialFor(long now) {
        return 0;
    }

    /** Reads no more; called while a part is being handled. */
    default void pause() {}

    /**
     * A part was handled: reads again if nothing that was read before is left to handle.
     *
     * @param idle whether, at the time of asking, the handler has not been called again
     */
    default void handled(BooleanSupplier idle) {}

    /** The session is over: what the container may keep of it leads to nothing of ours from now on. */
    default void end() {}
}
