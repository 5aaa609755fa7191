package io.hubplane.cdi;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Activates the request context for calls. Looking up a controller costs as much as the rest of a call, so unused ones
 * are kept for the next call; there are never more of them than simultaneous calls. Safe for any thread.
 */
final class RequestContexts {
    private final BeanManager beans;
    private final Queue<RequestContextController> idle = new ConcurrentLinkedQueue<>();

    RequestContexts(BeanManager beans) {
        this.beans = beans;
    }

    /** Activates the context of the calling thread; null if it is already active, which then somebody else will end. */
    @Nullable
    Active activate() {
        RequestContextController controller = idle.poll();
        if (controller == null) {
            controller = beans.createInstance()
                    .select(RequestContextController.class)
                    .get();
        }
        if (controller.activate()) {
            return new Active(controller);
        }
        idle.add(controller);
        return null;
    }

    /** A context that is active until its end, on the thread that activated it. */
    final class Active {
        private final RequestContextController controller;

        private Active(RequestContextController controller) {
            this.controller = controller;
        }

        /** Destroys what is in the context. */
        void end() {
            controller.deactivate();
            idle.add(controller);
        }
    }
}
