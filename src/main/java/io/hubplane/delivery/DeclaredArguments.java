package io.hubplane.delivery;

import io.hubplane.protocol.Arguments;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a method of a client interface, with its declared types. It passes through
 * {@link io.hubplane.hub.ClientProxy} as the only argument.
 */
record DeclaredArguments(Arguments arguments) {
    /** The arguments for a proxy: the plain values if the declared types add nothing to them. */
    static @Nullable Object[] of(List<Type> types, @Nullable Object[] values) {
        return types.isEmpty() ? values : new Object[] {new DeclaredArguments(Arguments.declared(types, values))};
    }

    /** The types of a method's parameters; none if the types do not change how any argument is written. */
    static List<Type> relevant(List<Type> types) {
        return types.stream().allMatch(DeclaredArguments::isSettled) ? List.of() : types;
    }

    private static boolean isSettled(Type type) {
        return type instanceof Class<?> raw
                && !raw.isArray()
                && (raw == Object.class || Modifier.isFinal(raw.getModifiers()));
    }

    /** The arguments that a proxy was called with. */
    static Arguments received(@Nullable Object[] arguments) {
        return arguments.length == 1 && arguments[0] instanceof DeclaredArguments declared
                ? declared.arguments
                : Arguments.of(arguments);
    }
}
