package io.hubplane.transport.websocket;

import java.util.function.BooleanSupplier;

/** Controls how a session reads while its handler is busy. Safe for any thread. */
interface Reading {
    /** For an engine that reads the next part only when the handler has returned: nothing to do. */
    Reading ONE_BY_ONE = new Reading() {};

    /**
     * Makes sure that no frame longer than allowed is gathered. Where frames are handed over in parts as they come,
     * there is nothing to do. Called when the session opens.
     *
     * @param longest how long the payload of a frame may be, in bytes
     * @param tooLong run once, by the reading thread, when a frame is longer; nothing is handed over after that
     */
    default void limit(long longest, Runnable tooLong) {}

    /**
     * For how long a frame has been arriving that is handed over only when it is complete. Called by one thread at a
     * time.
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
     * A part was handled: reads again if everything that was read before has been handled.
     *
     * @param idle returns whether the handler has not been called again so far
     */
    default void handled(BooleanSupplier idle) {}

    /** The session has ended: from now on, objects that the container may keep refer to none of ours. */
    default void end() {}
}
