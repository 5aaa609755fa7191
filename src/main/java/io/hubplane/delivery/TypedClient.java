package io.hubplane.delivery;

import io.hubplane.hub.ClientProxy;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Handles the calls of an object of a client interface.
 *
 * @param type the interface
 * @param methods what its methods do
 * @param clients the clients that the object stands for
 */
record TypedClient(Class<?> type, Map<Method, ClientMethod> methods, ClientProxy clients) implements InvocationHandler {
    private static final Object[] NONE = {};

    @Override
    public @Nullable Object invoke(Object self, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        @Nullable Object[] given = arguments == null ? NONE : arguments;
        ClientMethod known = methods.get(method);
        return known != null ? known.call(self, clients, given) : ofObject(self, method, given);
    }

    /** The three methods of {@link Object} that a proxy also handles. */
    private Object ofObject(Object self, Method method, @Nullable Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            case "toString" -> type.getSimpleName() + " of clients";
            default -> throw new IllegalStateException(method + " is unknown");
        };
    }
}
