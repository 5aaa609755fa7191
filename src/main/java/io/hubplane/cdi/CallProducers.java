package io.hubplane.cdi;

import io.hubplane.dispatch.CallScope;
import io.hubplane.dispatch.model.HubCall;
import io.hubplane.hub.Groups;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.TypedHubCallerClients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Injects what belongs to a call. A hub instance that is made for one call keeps that call's objects, on whatever
 * thread it uses them; any other bean gets objects that follow the call running on the current thread.
 */
@ApplicationScoped // a dependent one would be made anew for each injected object of each call
class CallProducers {
    private final CallScope scope;

    @Inject
    CallProducers(HubplaneExtension extension) {
        this.scope = extension.callScope();
    }

    /** For the proxy the container makes of the class, which has no use for it. */
    @SuppressWarnings("NullAway")
    protected CallProducers() {
        this.scope = null;
    }

    @Produces
    @Dependent
    public HubCallerContext context(InjectionPoint point) {
        return call(point).map(HubCall::context).orElse(scope.context());
    }

    @Produces
    @Dependent
    public HubCallerClients clients(InjectionPoint point) {
        return call(point).map(HubCall::clients).orElse(scope.clients());
    }

    @Produces
    @Dependent
    public Groups groups(InjectionPoint point) {
        return call(point).map(HubCall::groups).orElse(scope.groups());
    }

    @Produces
    @Dependent
    @SuppressWarnings("unchecked") // The type argument of the point is T.
    public <T> TypedHubCallerClients<T> typedClients(InjectionPoint point) {
        return (TypedHubCallerClients<T>) clients(point).typed(TypedPoints.clientInterface(point));
    }

    /** The call an injected object may keep; empty if it has to follow. */
    private Optional<HubCall> call(InjectionPoint point) {
        return isMadeForOneCall(point.getBean()) ? scope.current() : Optional.empty();
    }

    private static boolean isMadeForOneCall(@Nullable Bean<?> bean) {
        return bean != null
                && bean.getScope() == Dependent.class
                && bean.getBeanClass().isAnnotationPresent(Hub.class);
    }
}
