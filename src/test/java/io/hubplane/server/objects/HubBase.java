package io.hubplane.server.objects;

import io.hubplane.hub.HubCallerContext;
import jakarta.inject.Inject;

/** A superclass with an injected field. */
abstract class HubBase {
    @Inject
    private HubCallerContext context;

    final boolean isOfCall(HubCallerContext other) {
        return context.connectionId().equals(other.connectionId());
    }

    static boolean isInContainer() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().startsWith("org.jboss.weld.")));
    }
}
