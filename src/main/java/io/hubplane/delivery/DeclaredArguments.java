package io.hubplane.delivery;

import io.hubplane.protocol.Arguments;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a method of a client interface with the types it declares, on their way through
 * {@link io.hubplane.hub.ClientProxy} as its only argument.
 */
record DeclaredArguments(Arguments arguments) {
    /** What a proxy is called with: the arguments as they are, if their types tell nothing that they do not. */
    static @Nullable Object[] of(List<Type> types, @Nullable Object[] values) {
        return types.isEmpty() ? values : new Object[] {new DeclaredArguments(Arguments.declared(types, values))};
    }

    /** The types of a method's parameters, or none if no argument is written otherwise because of them. */
    static List<Type> relevant(List<Type> types) {
        return types.stream().allMatch(DeclaredArguments::isSettled) ? List.of() : types;
    }

    private static boolean isSettled(Type type) {
        return type instanceof Class<?> raw
                && !raw.isArray()
                && (raw == Object.class || Modifier.isFinal(raw.getModifiers()));
    }

    /** The arguments a proxy was called with. */
    static Arguments received(@Nullable Object[] arguments) {
        return arguments.length == 1 && arguments[0] instanceof DeclaredArguments declared
                ? declared.arguments
                : Arguments.of(arguments);
    }
}
