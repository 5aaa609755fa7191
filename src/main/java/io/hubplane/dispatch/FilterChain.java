package io.hubplane.dispatch;

import io.hubplane.dispatch.model.BeanMethod;
import io.hubplane.dispatch.model.HubCall;
import io.hubplane.dispatch.model.HubMethodDescriptor;
import io.hubplane.dispatch.model.HubTarget;
import io.hubplane.hub.Disconnection;
import io.hubplane.hub.HubFilter;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the filters of one hub around its calls. Without filters, the call target stays as it is. Safe for any thread.
 */
final class FilterChain {
    private final Class<?> hubClass;
    private final List<HubFilter> filters;
    private final CallScope scope;

    /** Makes a chain of filters, the outermost first. */
    FilterChain(Class<?> hubClass, List<HubFilter> filters, CallScope scope) {
        this.hubClass = hubClass;
        this.filters = List.copyOf(filters);
        this.scope = scope;
    }

    boolean isEmpty() {
        return filters.isEmpty();
    }

    /** Puts the filters around a call of a method. */
    HubTarget around(HubMethodDescriptor method, ReceivedCall received, HubCall call) {
        BeanMethod bean = method.bean();
        return filters.isEmpty() ? bean : call(method.name(), bean.method(), bean, received, call);
    }

    /**
     * Puts the filters around a call that cannot be carried out.
     *
     * @param reason the failure of the call, unless a filter answers it
     */
    HubTarget aroundRefusal(ReceivedCall received, Throwable reason, HubCall call) {
        HubTarget refusal = new Refusal(reason);
        return filters.isEmpty() ? refusal : call(received.target(), null, refusal, received, call);
    }

    private HubTarget call(String name, @Nullable Method method, HubTarget inner, ReceivedCall received, HubCall call) {
        return new FilteredTarget(
                filters,
                inner,
                scope,
                call,
                (filter, arguments, next) -> filter.invoke(
                        new FilteredInvocation(call.context(), hubClass, name, method, arguments, received), next));
    }

    /** Puts the filters around the beginning of a connection. */
    HubTarget aroundConnected(HubTarget method, HubCall call) {
        return filters.isEmpty()
                ? method
                : new FilteredTarget(
                        filters, method, scope, call, (filter, none, next) -> filter.connected(call.context(), next));
    }

    /** Puts the filters around the end of a connection. */
    HubTarget aroundDisconnected(HubTarget method, HubCall call, Disconnection disconnection) {
        return filters.isEmpty()
                ? method
                : new FilteredTarget(
                        filters, method, scope, call, (filter, none, next) -> filter.disconnected(disconnection, next));
    }

    private record Refusal(Throwable reason) implements HubTarget {
        @Override
        public @Nullable Object invoke(Object hub, @Nullable Object[] arguments) throws Throwable {
            throw reason;
        }

        @Override
        public boolean returnsStage() {
            return false;
        }
    }
}
