package io.hubplane.reflect;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of the type variables of a class's generic superclasses and interfaces, so that a method inherited from
 * {@code Base<T>} by {@code Chat extends Base<String>} takes strings. A variable without a value, because of a raw
 * superclass, becomes its bound. Immutable once made.
 */
public final class TypeResolution {
    private final Map<TypeVariable<?>, Type> meanings = new HashMap<>();

    /**
     * Reads the superclasses and interfaces of a class.
     *
     * @param type the class or interface
     */
    public TypeResolution(Class<?> type) {
        learn(type);
    }

    private void learn(@Nullable Type type) {
        if (type instanceof ParameterizedType parameterized) {
            TypeVariable<?>[] variables = ((Class<?>) parameterized.getRawType()).getTypeParameters();
            Type[] arguments = parameterized.getActualTypeArguments();
            for (int i = 0; i < variables.length; i++) {
                meanings.put(variables[i], resolve(arguments[i]));
            }
            learn(parameterized.getRawType());
        } else if (type instanceof Class<?> raw) {
            learn(raw.getGenericSuperclass());
            Arrays.stream(raw.getGenericInterfaces()).forEach(this::learn);
        }
    }

    /**
     * The type with its variables replaced.
     *
     * @param type the declared type of a member of the class, inherited or not
     * @return the type as seen from the class
     */
    public Type resolve(Type type) {
        if (type instanceof TypeVariable<?> variable) {
            Type meaning = meanings.get(variable);
            return meaning != null ? meaning : erase(variable);
        }
        if (type instanceof ParameterizedType parameterized) {
            return new Parameterized(
                    parameterized.getRawType(),
                    parameterized.getOwnerType(),
                    resolveAll(parameterized.getActualTypeArguments()));
        }
        if (type instanceof GenericArrayType array) {
            Type component = resolve(array.getGenericComponentType());
            return component instanceof Class<?> raw ? arrayOf(raw) : new GenericArray(component);
        }
        if (type instanceof WildcardType wildcard) {
            return new Wildcard(resolveAll(wildcard.getUpperBounds()), resolveAll(wildcard.getLowerBounds()));
        }
        return type;
    }

    /**
     * The class of a type at run time.
     *
     * @param type the type
     * @return its erasure
     */
    public Class<?> erase(Type type) {
        if (type instanceof Class<?> raw) {
            return raw;
        }
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        if (type instanceof GenericArrayType array) {
            return arrayOf(erase(array.getGenericComponentType()));
        }
        if (type instanceof TypeVariable<?> variable) {
            Type meaning = meanings.get(variable);
            return erase(meaning != null ? meaning : variable.getBounds()[0]);
        }
        return erase(((WildcardType) type).getUpperBounds()[0]);
    }

    private List<Type> resolveAll(Type[] types) {
        return Arrays.stream(types).map(this::resolve).toList();
    }

    private static Class<?> arrayOf(Class<?> component) {
        return Array.newInstance(component, 0).getClass();
    }

    private record Parameterized(Type raw, @Nullable Type owner, List<Type> arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(Type[]::new);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return owner;
        }
    }

    private record GenericArray(Type component) implements GenericArrayType {
        @Override
        public Type getGenericComponentType() {
            return component;
        }
    }

    private record Wildcard(List<Type> upper, List<Type> lower) implements WildcardType {
        @Override
        public Type[] getUpperBounds() {
            return upper.toArray(Type[]::new);
        }

        @Override
        public Type[] getLowerBounds() {
            return lower.toArray(Type[]::new);
        }
    }
}
