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
 * Injects what belongs to a call. A hub instance that is made for one call gets that call's objects, which it may use
 * on any thread; any other bean gets objects that follow the call running on the current thread.
 */
@ApplicationScoped // a dependent bean would be made again for each injected object of each call
class CallProducers {
    private final CallScope scope;

    @Inject
    CallProducers(HubplaneExtension extension) {
        this.scope = extension.callScope();
    }

    /** For the container's proxy of the class, which needs no argument. */
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
    @SuppressWarnings("unchecked") // the type argument of the injection point is T
    public <T> TypedHubCallerClients<T> typedClients(InjectionPoint point) {
        return (TypedHubCallerClients<T>) clients(point).typed(TypedPoints.clientInterface(point));
    }

    /** The call that an injected object keeps; empty if it follows the current call. */
    private Optional<HubCall> call(InjectionPoint point) {
        return isMadeForOneCall(point.getBean()) ? scope.current() : Optional.empty();
    }

    private static boolean isMadeForOneCall(@Nullable Bean<?> bean) {
        return bean != null
                && bean.getScope() == Dependent.class
                && bean.getBeanClass().isAnnotationPresent(Hub.class);
    }
}
