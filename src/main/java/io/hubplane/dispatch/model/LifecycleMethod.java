package io.hubplane.dispatch.model;

import io.hubplane.hub.Connected;
import io.hubplane.hub.Disconnected;
import io.hubplane.hub.Disconnection;
import io.hubplane.reflect.Methods;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The method that a hub has for the beginning, or for the end, of its connections. Immutable. */
public final class LifecycleMethod {
    private static final String PROVIDED = "HubCallerContext, HubCallerClients, HubClients, Groups";

    private final BeanMethod bean;
    private final List<ParameterKind> parameters;

    private LifecycleMethod(BeanMethod bean, List<ParameterKind> parameters) {
        this.bean = bean;
        this.parameters = parameters;
    }

    /** The method marked {@link Connected}, if there is one. */
    static @Nullable LifecycleMethod connected(Class<?> hubClass, List<FoundMethod> methods) {
        return marked(Connected.class, PROVIDED, hubClass, methods);
    }

    /** The method marked {@link Disconnected}, if there is one. */
    static @Nullable LifecycleMethod disconnected(Class<?> hubClass, List<FoundMethod> methods) {
        return marked(Disconnected.class, PROVIDED + ", Disconnection", hubClass, methods);
    }

    private static @Nullable LifecycleMethod marked(
            Class<? extends Annotation> mark, String allowed, Class<?> hubClass, List<FoundMethod> methods) {
        List<Method> found = methods.stream()
                .map(FoundMethod::method)
                .filter(m -> m.isAnnotationPresent(mark))
                .toList();
        if (found.isEmpty()) {
            return null;
        }
        if (found.size() > 1) {
            throw new HubDefinitionException(
                    hubClass,
                    "%s and %s are both marked @%s; a hub may have one such method"
                            .formatted(
                                    Methods.describe(found.get(0)),
                                    Methods.describe(found.get(1)),
                                    mark.getSimpleName()));
        }
        Method method = found.get(0);
        List<ParameterKind> kinds = new ArrayList<>();
        for (Class<?> type : method.getParameterTypes()) {
            ParameterKind kind = ParameterKind.of(type);
            if (!kind.isOfEveryCall() && (kind != ParameterKind.DISCONNECTION || mark != Disconnected.class)) {
                throw new HubDefinitionException(
                        hubClass,
                        "%s takes a %s; a method marked @%s may take %s"
                                .formatted(
                                        Methods.describe(method), type.getSimpleName(), mark.getSimpleName(), allowed));
            }
            kinds.add(kind);
        }
        if (StreamTypes.mentionsStream(method.getGenericReturnType())) {
            throw new HubDefinitionException(
                    hubClass,
                    "%s returns a Flow.Publisher, but nobody would receive the stream of a @%s method"
                            .formatted(Methods.describe(method), mark.getSimpleName()));
        }
        return new LifecycleMethod(new BeanMethod(hubClass, method), List.copyOf(kinds));
    }

    /** The method to call on the bean. */
    public BeanMethod bean() {
        return bean;
    }

    /** The arguments of the method when a connection begins. */
    public Object[] arguments(HubCall call) {
        return parameters.stream().map(kind -> kind.from(call)).toArray();
    }

    /** The arguments of the method when a connection has ended. */
    public Object[] arguments(HubCall call, Disconnection disconnection) {
        return parameters.stream()
                .map(kind -> kind == ParameterKind.DISCONNECTION ? disconnection : kind.from(call))
                .toArray();
    }
}
