package io.hubplane.transport.websocket;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Spares a session of Tyrus the task it schedules at every message.
 *
 * <p>Tyrus 2.1 and 2.2 start the timer of a session's maximum idle time anew at every message sent or received, also when
 * there is none, as here, where connections are looked after by their own pings: then a task with no delay that does
 * nothing. The scheduler is the container's managed one, and Payara 6 and 7 look service files up in every jar of the
 * application to capture the caller's context for it: about 40 µs a message, four times as much as the rest of it. No
 * setting of the container, the session or the executor changes that, so the session is given an executor that skips
 * such tasks and passes on all others. Where Tyrus does not have the field expected here, everything stays as it is,
 * correct but dear.
 */
final class TyrusIdleTimer {
    private static final Logger LOGGER = System.getLogger(TyrusIdleTimer.class.getName());
    private static final String SCHEDULER = "service";

    private TyrusIdleTimer() {}

    /**
     * To be called when the session opens, before any message.
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
            LOGGER.log(Level.DEBUG, "The idle timer of Tyrus stays; every message costs a task", e);
        }
        return false;
    }
}
