package io.hubplane.transport.websocket;

import io.hubplane.observe.RepeatedWarning;
import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Pauses reading on Undertow, which reads a WebSocket on one thread and queues what came, without a limit, for another
 * thread (2.3: 90 MB from one client in four seconds). So a slow handler must pause reading to hold back its peer.
 * Undertow's channels can be paused, but not through Jakarta WebSocket, hence the reflection.
 *
 * <p>Undertow hands over everything it has queued for a session without a break. So if the handler is not called again
 * within {@value #PATIENCE_MILLIS} ms, nothing is left, and reading continues.
 */
final class UndertowReading implements Reading {
    private static final Logger LOGGER = System.getLogger(UndertowReading.class.getName());
    private static final RepeatedWarning SILENT =
            new RepeatedWarning(LOGGER, "Undertow did not resume reading a WebSocket");
    private static final long PATIENCE_MILLIS = 5;

    private final Session session;
    private volatile boolean paused;

    UndertowReading(Session session) {
        this.session = session;
    }

    @Override
    public synchronized void pause() {
        if (paused) {
            return;
        }
        try {
            Object channel = channel();
            channel.getClass().getMethod("suspendReceives").invoke(channel);
            paused = true;
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "This version of Undertow does not allow reads to be paused", e);
        }
    }

    @Override
    public void handled(BooleanSupplier idle) {
        if (!paused) {
            return;
        }
        try {
            Object channel = channel();
            Method ioThread = channel.getClass().getMethod("getIoThread");
            ioThread.getReturnType()
                    .getMethod("executeAfter", Runnable.class, long.class, TimeUnit.class)
                    .invoke(
                            ioThread.invoke(channel),
                            (Runnable) () -> resume(idle),
                            PATIENCE_MILLIS,
                            TimeUnit.MILLISECONDS);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "A later check could not be scheduled; reading continues at once", e);
            resume(() -> true);
        }
    }

    private synchronized void resume(BooleanSupplier idle) {
        if (!paused || !idle.getAsBoolean()) {
            return;
        }
        paused = false;
        try {
            Object channel = channel();
            channel.getClass().getMethod("resumeReceives").invoke(channel);
        } catch (ReflectiveOperationException | RuntimeException e) {
            SILENT.warn(e);
        }
    }

    private Object channel() throws ReflectiveOperationException {
        return session.getClass().getMethod("getWebSocketChannel").invoke(session);
    }
}
