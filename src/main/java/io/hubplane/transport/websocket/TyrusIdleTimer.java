package io.hubplane.transport.websocket;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Saves a Tyrus session the task that it schedules at every message.
 *
 * <p>Tyrus 2.1 and 2.2 restart the timer of a session's maximum idle time at every message sent or received. They do so
 * even if no such time is set, as here, where connections are kept alive by their own pings: then they schedule a task
 * that has no delay and does nothing. The scheduler is the container's managed one. To capture the caller's context for
 * it, Payara 6 and 7 look up service files in every jar of the application: about 40 µs a message, four times as much
 * as the rest of it. No setting of the container, the session or the executor changes that, so the session gets an
 * executor that skips such tasks and passes on all others. If Tyrus does not have the field expected here, nothing
 * changes: correct but slow.
 */
final class TyrusIdleTimer {
    private static final Logger LOGGER = System.getLogger(TyrusIdleTimer.class.getName());
    private static final String SCHEDULER = "service";

    private TyrusIdleTimer() {}

    /**
     * Called when the session opens, before any message.
     *
     * @param session a session of Tyrus
     * @return false if every message still costs a task
     */
    static boolean spare(Object session) {
        try {
            Field field = HiddenField.of(session.getClass(), SCHEDULER);
            if (field.get(session) instanceof ScheduledExecutorService scheduler) {
                field.set(session, new SkippingScheduler(scheduler));
                return true;
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "The idle timer of Tyrus could not be removed; every message costs a task", e);
        }
        return false;
    }
}
