package io.hubplane.delivery;

import io.hubplane.hub.ClientProxy;
import io.hubplane.hub.HubMethod;
import io.hubplane.reflect.Methods;
import io.hubplane.reflect.TypeResolution;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * A Java interface whose methods stand for those of a hub's clients. This class reads what each method does. Immutable.
 *
 * @param <T> the interface
 */
final class ClientInterface<T> {
    private static final String RETURNS = "must return void, CompletionStage<Void> to learn when the message is sent,"
            + " or CompletionStage<the type of the result> to ask a single client";

    private static final String UNGUARDED =
            "says who may call it, but the hub calls clients; put this annotation on the hub";

    private final Class<T> type;
    private final Map<Method, ClientMethod> methods = new HashMap<>();

    ClientInterface(Class<T> type) {
        this.type = Objects.requireNonNull(type, "clientInterface is null");
        require(type.isInterface(), "is not an interface");
        require(type.getTypeParameters().length == 0, "has type variables, so the types of its methods are unknown");
        require(!isGuarded(type), UNGUARDED);
        TypeResolution types = new TypeResolution(type);
        Map<String, Method> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Method method : type.getMethods()) {
            require(!isGuarded(method), method, UNGUARDED);
            if (method.isDefault()) {
                methods.put(method, new ClientMethod.Default(special(method)));
            } else if (!Modifier.isStatic(method.getModifiers())) {
                add(method, types, byName);
            }
        }
    }

    private void add(Method method, TypeResolution types, Map<String, Method> byName) {
        require(method.getTypeParameters().length == 0, method, "has type variables; use concrete types");
        String name = nameOf(method);
        Method other = byName.putIfAbsent(name, method);
        require(
                other == null || isSameCall(method, other),
                method,
                "has the same name for clients as another method, '" + name + "'; clients know neither overloading nor"
                        + " case: give one of them another name with @HubMethod");
        methods.put(method, meaning(method, name, types));
    }

    private static boolean isGuarded(AnnotatedElement element) {
        return element.isAnnotationPresent(RolesAllowed.class) || element.isAnnotationPresent(DenyAll.class);
    }

    /** Whether two methods of two interfaces are the same method in a class that implements both. */
    private static boolean isSameCall(Method method, Method other) {
        return method.getName().equals(other.getName())
                && Arrays.equals(method.getParameterTypes(), other.getParameterTypes());
    }

    private String nameOf(Method method) {
        HubMethod renamed = method.getAnnotation(HubMethod.class);
        require(renamed == null || !renamed.value().isBlank(), method, "has a blank @HubMethod name");
        return renamed == null ? method.getName() : renamed.value();
    }

    private ClientMethod meaning(Method method, String name, TypeResolution types) {
        List<Type> arguments = DeclaredArguments.relevant(Arrays.stream(method.getGenericParameterTypes())
                .map(types::resolve)
                .toList());
        if (method.getReturnType() == void.class) {
            return new ClientMethod.Tell(name, arguments);
        }
        require(
                method.getReturnType() == CompletionStage.class
                        && method.getGenericReturnType() instanceof ParameterizedType,
                method,
                "returns " + method.getGenericReturnType().getTypeName() + "; it " + RETURNS);
        Type declared = ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[0];
        require(!(declared instanceof WildcardType), method, "returns a stage of any type; it " + RETURNS);
        Type result = types.resolve(declared);
        return result == Void.class
                ? new ClientMethod.Send(name, arguments)
                : new ClientMethod.Ask(name, arguments, result, type.getSimpleName() + "." + method.getName());
    }

    private MethodHandle special(Method method) {
        try {
            Class<?> owner = method.getDeclaringClass();
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).unreflectSpecial(method, owner);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(
                    text(method, "is not accessible; its package must be open to Hubplane"), e);
        }
    }

    /** Makes an object of the interface that stands for clients. */
    T of(ClientProxy clients) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, new TypedClient(type, methods, clients)));
    }

    private void require(boolean satisfied, Method method, String problem) {
        if (!satisfied) {
            throw new IllegalArgumentException(text(method, problem));
        }
    }

    private void require(boolean satisfied, String problem) {
        if (!satisfied) {
            throw new IllegalArgumentException("Client interface " + type.getName() + ": " + problem);
        }
    }

    private String text(Method method, String problem) {
        return "Client interface " + type.getName() + ": " + Methods.describe(method) + " " + problem;
    }
}
