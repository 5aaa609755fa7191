package io.hubplane.dispatch;

import io.hubplane.hub.HubMethod;
import io.hubplane.protocol.Arguments;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A method clients may call. Immutable. */
final class HubMethodDescriptor {
    private final String name;
    private final BeanMethod bean;
    private final List<ParameterKind> parameters;
    private final List<Type> argumentTypes;

    HubMethodDescriptor(Class<?> hubClass, Method method, TypeResolution types) {
        name = nameOf(hubClass, method);
        bean = new BeanMethod(hubClass, method);
        if (method.getTypeParameters().length > 0) {
            throw new HubDefinitionException(
                    hubClass, bean + " has type variables of its own, so its arguments have no type; declare types");
        }
        List<ParameterKind> kinds = new ArrayList<>();
        List<Type> arguments = new ArrayList<>();
        for (Type declared : method.getGenericParameterTypes()) {
            Type type = types.resolve(declared);
            ParameterKind kind = ParameterKind.of(types.erase(type));
            if (kind == ParameterKind.DISCONNECTION) {
                throw new HubDefinitionException(
                        hubClass, bean + " takes a Disconnection, which only a method marked @Disconnected may");
            }
            if (kind == ParameterKind.ARGUMENT) {
                arguments.add(type);
            }
            kinds.add(kind);
        }
        parameters = List.copyOf(kinds);
        argumentTypes = List.copyOf(arguments);
    }

    private static String nameOf(Class<?> hubClass, Method method) {
        HubMethod renamed = method.getAnnotation(HubMethod.class);
        if (renamed == null) {
            return method.getName();
        }
        if (renamed.value().isBlank()) {
            throw new HubDefinitionException(
                    hubClass,
                    "the @HubMethod name of " + BeanMethod.describe(method) + " is blank; give the name clients call");
        }
        return renamed.value();
    }

    /** The name clients call, as declared. */
    String name() {
        return name;
    }

    BeanMethod bean() {
        return bean;
    }

    /** The types of what the client sends. */
    List<Type> argumentTypes() {
        return argumentTypes;
    }

    /** All that the method is called with: what the client sent, and what the call provides. */
    @Nullable
    Object[] bind(Arguments received, HubCall call) {
        @Nullable Object[] values = received.bind(argumentTypes);
        @Nullable Object[] bound = new @Nullable Object[parameters.size()];
        int next = 0;
        for (int i = 0; i < bound.length; i++) {
            ParameterKind kind = parameters.get(i);
            if (kind == ParameterKind.ARGUMENT) {
                bound[i] = fitting(next, values[next]);
                next++;
            } else {
                bound[i] = kind.from(call);
            }
        }
        return bound;
    }

    private @Nullable Object fitting(int index, @Nullable Object value) {
        if (value == null && argumentTypes.get(index) instanceof Class<?> type && type.isPrimitive()) {
            throw new IllegalArgumentException(
                    "Argument " + (index + 1) + " is null, must be a value of type " + type.getName() + ".");
        }
        return value;
    }
}
