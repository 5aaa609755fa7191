package io.hubplane.transport.websocket;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Spares the sessions of Tyrus the tasks of an idle timeout they do not have. Tyrus 2.1 schedules one with the managed
 * executor at every message in either direction, also without a timeout, when the task does nothing; in Payara 6 that
 * costs 40 µs each time and is most of what a ping costs. There is no setting for it, hence the reflection.
 *
 * <p>A session with a timeout keeps its tasks, as does one of a Tyrus that is made otherwise. Safe for any thread.
 */
final class TyrusIdleTimeout {
    private static final Logger LOGGER = System.getLogger(TyrusIdleTimeout.class.getName());

    /** One stand-in for all sessions of a container, which have one executor in common. */
    private volatile @Nullable StandIn latest;

    /** To be called with a session of Tyrus when it opens. */
    void spare(Object session) {
        try {
            Field service = session.getClass().getDeclaredField("service");
            service.setAccessible(true);
            if (service.get(session) instanceof ScheduledExecutorService executor) {
                service.set(session, standIn(executor));
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "This Tyrus does not let its idle timeouts be spared", e);
        }
    }

    private ScheduledExecutorService standIn(ScheduledExecutorService executor) {
        StandIn present = latest;
        if (present == null || present.original != executor) {
            present = new StandIn(executor);
            latest = present;
        }
        return present.executor;
    }

    /** The executor of a container, but for tasks that are due at once: those are none. */
    private static final class StandIn {
        final ScheduledExecutorService original;
        final ScheduledExecutorService executor;

        StandIn(ScheduledExecutorService original) {
            this.original = original;
            this.executor = (ScheduledExecutorService) Proxy.newProxyInstance(
                    StandIn.class.getClassLoader(),
                    new Class<?>[] {ScheduledExecutorService.class},
                    (proxy, method, arguments) -> call(method, arguments));
        }

        @SuppressWarnings("FutureReturnValueIgnored") // it is returned, to Tyrus
        private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
            // Tyrus schedules nothing else this way: the delay is the timeout, and 0 or less is none.
            if (method.getName().equals("schedule") && arguments != null && (long) arguments[1] <= 0) {
                return Nothing.INSTANCE;
            }
            try {
                return method.invoke(original, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    /** A task that has been done. */
    private static final class Nothing extends CompletableFuture<@Nullable Object>
            implements ScheduledFuture<@Nullable Object> {
        static final Nothing INSTANCE = new Nothing();

        Nothing() {
            complete(null);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(0, other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
