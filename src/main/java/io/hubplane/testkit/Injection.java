package io.hubplane.testkit;

import io.hubplane.dispatch.model.HubCall;
import io.hubplane.hub.Groups;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.HubContext;
import io.hubplane.hub.TypedHubCallerClients;
import jakarta.inject.Inject;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes hub objects as CDI would, if they have only objects injected that belong to the call: by the constructor marked
 * {@link Inject}, or else the one without parameters, then by the fields marked so, inherited ones first.
 */
final class Injection<H> {
    private final Class<H> hubClass;
    private final HubContext<H> context;
    private final Constructor<?> constructor;
    private final List<Function<HubCall, Object>> arguments;
    private final Map<Field, Function<HubCall, Object>> fields = new LinkedHashMap<>();

    Injection(Class<H> hubClass, HubContext<H> context) {
        this.hubClass = hubClass;
        this.context = context;
        this.constructor = Arrays.stream(hubClass.getDeclaredConstructors())
                .filter(candidate -> isInjected(candidate) || candidate.getParameterCount() == 0)
                .max(Comparator.comparing(Injection::isInjected))
                .orElseThrow(() -> unknown("constructor"));
        this.constructor.setAccessible(true);
        this.arguments = Arrays.stream(constructor.getGenericParameterTypes())
                .map(this::provider)
                .toList();
        findFields(hubClass);
    }

    private static boolean isInjected(AnnotatedElement element) {
        return element.isAnnotationPresent(Inject.class);
    }

    private void findFields(@Nullable Class<?> type) {
        if (type == null) {
            return;
        }
        findFields(type.getSuperclass());
        for (Field field : type.getDeclaredFields()) {
            if (isInjected(field)) {
                field.setAccessible(true);
                fields.put(field, provider(field.getGenericType()));
            }
        }
    }

    H make(HubCall call) {
        try {
            H hub = hubClass.cast(constructor.newInstance(
                    arguments.stream().map(argument -> argument.apply(call)).toArray()));
            for (Map.Entry<Field, Function<HubCall, Object>> field : fields.entrySet()) {
                field.getKey().set(hub, field.getValue().apply(call));
            }
            return hub;
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("The constructor of " + hubClass.getName() + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The test kit cannot make a " + hubClass.getName(), e);
        }
    }

    private Function<HubCall, Object> provider(Type type) {
        if (type == HubCallerContext.class) {
            return HubCall::context;
        }
        if (type == HubCallerClients.class) {
            return HubCall::clients;
        }
        if (type == Groups.class) {
            return HubCall::groups;
        }
        if (type instanceof ParameterizedType generic) {
            Type argument = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == HubContext.class && argument == hubClass) {
                return call -> context;
            }
            if (generic.getRawType() == TypedHubCallerClients.class && argument instanceof Class<?> clientInterface) {
                return call -> call.clients().typed(clientInterface);
            }
        }
        throw unknown(type.getTypeName());
    }

    private IllegalArgumentException unknown(String what) {
        return new IllegalArgumentException("The test kit does not know how to make a " + hubClass.getName()
                + " with the " + what + " it has; give the kit a function that makes it");
    }
}
