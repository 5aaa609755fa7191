package io.hubplane.dispatch.model;

import io.hubplane.reflect.Methods;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A method of a hub class that can be called on a bean of the class or on its proxy. */
public final class BeanMethod implements HubTarget {
    private final Method method;

    BeanMethod(Class<?> hubClass, Method method) {
        this.method = method;
        // Without this, a public method of a class that is not public cannot be called.
        if (!method.trySetAccessible()) {
            throw new HubDefinitionException(
                    hubClass,
                    Methods.describe(method) + " is not accessible; its package must be open to Hubplane, or its class"
                            + " must be public");
        }
    }

    /** The method, as its class declares it. */
    public Method method() {
        return method;
    }

    @Override
    public boolean returnsStage() {
        return CompletionStage.class.isAssignableFrom(method.getReturnType());
    }

    @Override
    public @Nullable Object invoke(Object hub, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(hub, arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            throw cause != null ? cause : e;
        }
    }

    @Override
    public String toString() {
        return Methods.describe(method);
    }
}
