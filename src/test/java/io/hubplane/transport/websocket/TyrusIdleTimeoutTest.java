package io.hubplane.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TyrusIdleTimeoutTest {
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    private final TyrusIdleTimeout idleTimeout = new TyrusIdleTimeout();

    /** Has the field that a session of Tyrus has. */
    private static final class TyrusLikeSession {
        private ScheduledExecutorService service;

        TyrusLikeSession(ScheduledExecutorService service) {
            this.service = service;
        }
    }

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    private TyrusLikeSession spared() {
        TyrusLikeSession session = new TyrusLikeSession(executor);
        idleTimeout.spare(session);
        return session;
    }

    @Test
    void nothingIsScheduledForASessionWithoutATimeout() {
        Future<?> task = spared().service.schedule(() -> {}, 0, TimeUnit.MILLISECONDS);

        assertThat(executor.getTaskCount()).isZero();
        assertThat(task.isDone()).isTrue();
        assertThat(task.cancel(true)).isFalse();
    }

    @Test
    void timeoutIsScheduledAsBefore() {
        Future<?> task = spared().service.schedule(() -> {}, 1, TimeUnit.HOURS);

        assertThat(executor.getQueue()).hasSize(1);
        assertThat(task.isDone()).isFalse();
        assertThat(task.cancel(false)).isTrue();
    }

    @Test
    void whatTheExecutorThrowsComesThrough() {
        TyrusLikeSession session = spared();
        executor.shutdownNow();

        assertThatThrownBy(() -> session.service.schedule(() -> {}, 1, TimeUnit.HOURS))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void sessionsOfOneContainerShareTheirStandIn() {
        assertThat(spared().service).isSameAs(spared().service).isNotSameAs(executor);
    }

    @Test
    void sessionMadeOtherwiseIsLeftAlone() {
        assertThatCode(() -> idleTimeout.spare(new Object())).doesNotThrowAnyException();
    }
}
