package io.hubplane.server.members;

import io.hubplane.hub.FilterFor;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.HubException;
import io.hubplane.hub.HubFilter;
import io.hubplane.hub.HubInvocation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/** Answers calls of one method that does not exist with its own error. */
@ApplicationScoped
@FilterFor(MembersHub.class)
public class FlightControl implements HubFilter {
    @Inject
    private HubCallerContext caller;

    @Override
    public CompletionStage<?> invoke(HubInvocation invocation, NextCall next) {
        if (invocation.methodName().equals("fly")) {
            throw new HubException("No wings, " + caller.user().orElseThrow().getName() + ".");
        }
        return next.proceed();
    }
}
