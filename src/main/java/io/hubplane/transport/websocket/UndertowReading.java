package io.hubplane.transport.websocket;

import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Pauses reading on Undertow, which reads a WebSocket on one thread and queues what came for another one without bound
 * (2.3: 90 MB from one client in four seconds): there a handler that takes its time holds its peer back only if it says
 * so. Undertow's sessions can be paused, but not through Jakarta WebSocket, hence the reflection.
 *
 * <p>Undertow handles what it has queued for a session in a row. So if the handler was not called again by the time
 * another thread of the same pool looks, nothing was left.
 */
final class UndertowReading implements Reading {
    private static final Logger LOGGER = System.getLogger(UndertowReading.class.getName());

    private final Session session;
    private volatile boolean paused;

    UndertowReading(Session session) {
        this.session = session;
    }

    @Override
    public synchronized void pause() {
        if (!paused) {
            paused = true;
            onChannel("suspendReceives");
        }
    }

    @Override
    public void handled(BooleanSupplier idle) {
        if (paused && onChannel("getWorker") instanceof Executor worker) {
            worker.execute(() -> resume(idle));
        }
    }

    private synchronized void resume(BooleanSupplier idle) {
        if (paused && idle.getAsBoolean()) {
            paused = false;
            onChannel("resumeReceives");
        }
    }

    private @Nullable Object onChannel(String method) {
        try {
            Object channel = session.getClass().getMethod("getWebSocketChannel").invoke(session);
            return channel.getClass().getMethod(method).invoke(channel);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "This Undertow does not let reading be paused", e);
            return null;
        }
    }
}
