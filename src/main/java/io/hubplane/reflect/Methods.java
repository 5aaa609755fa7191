package io.hubplane.reflect;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Names methods in texts for developers. */
public final class Methods {
    private Methods() {}

    /**
     * Names a method by its class, its name and the types of its parameters, all without packages.
     *
     * @param method the method
     * @return for example {@code ChatHub.send(String, int)}
     */
    public static String describe(Method method) {
        String parameters = Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", "(", ")"));
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + parameters;
    }
}
