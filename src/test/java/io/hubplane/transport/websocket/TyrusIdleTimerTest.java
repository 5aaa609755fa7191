package io.hubplane.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TyrusIdleTimerTest {
    private final ScheduledThreadPoolExecutor container = new ScheduledThreadPoolExecutor(1);

    /** The parts of a session of Tyrus that matter here. */
    private static class TyrusLike {
        private final ScheduledExecutorService service;

        TyrusLike(ScheduledExecutorService service) {
            this.service = service;
        }

        ScheduledFuture<?> restartTimer(long maximumIdleTime) {
            return service.schedule(() -> {}, maximumIdleTime, TimeUnit.MILLISECONDS);
        }

        ScheduledExecutorService scheduler() {
            return service;
        }
    }

    private static final class MoreSpecial extends TyrusLike {
        MoreSpecial(ScheduledExecutorService service) {
            super(service);
        }
    }

    @AfterEach
    void stop() {
        container.shutdownNow();
    }

    @Test
    void aTaskWithoutDelayIsNotScheduledAndSeemsCancelled() {
        TyrusLike session = new TyrusLike(container);

        assertThat(TyrusIdleTimer.spare(session)).isTrue();
        ScheduledFuture<?> timer = session.restartTimer(0);

        assertThat(container.getTaskCount()).isZero();
        assertThat(timer.isCancelled()).isTrue();
        assertThat(timer.cancel(true)).isFalse();
        assertThat(timer.getDelay(TimeUnit.SECONDS)).isZero();
    }

    @Test
    void theFieldMayBeInheritedAndFinal() {
        TyrusLike session = new MoreSpecial(container);

        assertThat(TyrusIdleTimer.spare(session)).isTrue();
        assertThat(session.restartTimer(-1).isCancelled()).isTrue();
        assertThat(container.getTaskCount()).isZero();
    }

    @Test
    void aTaskWithADelayIsScheduledByTheContainer() {
        TyrusLike session = new TyrusLike(container);
        TyrusIdleTimer.spare(session);

        ScheduledFuture<?> timer = session.restartTimer(60_000);

        assertThat(container.getQueue()).hasSize(1);
        assertThat(timer.getDelay(TimeUnit.SECONDS)).isBetween(50L, 60L);
        assertThat(timer.cancel(false)).isTrue();
    }

    @Test
    void whateverElseTheSchedulerIsAskedIsLeftToTheContainer() throws Exception {
        TyrusLike session = new TyrusLike(container);
        TyrusIdleTimer.spare(session);
        ScheduledExecutorService scheduler = session.scheduler();
        Callable<String> answer = () -> "yes";

        assertThat(scheduler.submit(answer).get(10, TimeUnit.SECONDS)).isEqualTo("yes");
        assertThat(scheduler.schedule(answer, 0, TimeUnit.SECONDS).get(10, TimeUnit.SECONDS))
                .isEqualTo("yes");
        ScheduledFuture<?> often = scheduler.scheduleAtFixedRate(() -> {}, 60, 60, TimeUnit.SECONDS);
        ScheduledFuture<?> later = scheduler.scheduleWithFixedDelay(() -> {}, 60, 60, TimeUnit.SECONDS);
        assertThat(container.getQueue()).containsExactlyInAnyOrder((Runnable) often, (Runnable) later);
        scheduler.shutdown();
        assertThat(container.isShutdown()).isTrue();
        assertThat(scheduler.isShutdown()).isTrue();
        assertThat(scheduler.shutdownNow()).isEmpty();
        assertThat(scheduler.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(scheduler.isTerminated()).isTrue();
    }

    @Test
    void aSessionWithoutTheFieldStaysAsItIs() {
        assertThat(TyrusIdleTimer.spare(new Object())).isFalse();
    }

    @Test
    void aSessionWithoutASchedulerStaysAsItIs() {
        assertThat(TyrusIdleTimer.spare(new TyrusLike(nothing()))).isFalse();
    }

    @SuppressWarnings("NullAway") // as Tyrus may have it
    private static ScheduledExecutorService nothing() {
        return null;
    }
}
