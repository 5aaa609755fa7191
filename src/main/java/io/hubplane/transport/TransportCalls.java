package io.hubplane.transport;

import io.hubplane.concurrent.CallGate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the order of a transport's calls to its connection: one call at a time, which the transport ensures, and the
 * end once and last. The end may come at any time on any thread. It waits for the running call, without blocking a
 * thread. Safe for any thread.
 */
public final class TransportCalls {
    private final Consumer<@Nullable Throwable> end;
    private final CallGate gate = new CallGate();

    /** Makes the calls of one transport; {@code end} is called once, with what broke it, or null if nothing did. */
    public TransportCalls(Consumer<@Nullable Throwable> end) {
        this.end = end;
    }

    /**
     * Makes a call, unless the end has come.
     *
     * @param event the call
     * @param handled run after the call, unless the end is reported instead
     * @return false if the end had already come
     */
    public boolean call(Runnable event, Runnable handled) {
        if (!gate.enter()) {
            return false;
        }
        try {
            event.run();
        } finally {
            if (gate.leave()) {
                end.accept(gate.reason());
            } else {
                handled.run();
            }
        }
        return true;
    }

    /**
     * Ends the calls; a second call does nothing.
     *
     * @param reason what broke the transport, or null if nothing did
     */
    public void end(@Nullable Throwable reason) {
        if (gate.end(reason)) {
            end.accept(reason);
        }
    }

    /** Whether the end has come; it may have while a call is still running. */
    public boolean hasEnded() {
        return gate.hasEnded();
    }
}
