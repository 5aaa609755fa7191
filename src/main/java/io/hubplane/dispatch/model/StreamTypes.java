package io.hubplane.dispatch.model;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Predicate;

/** Recognizes streams in types, and the places where they are not allowed. */
final class StreamTypes {
    private StreamTypes() {}

    /** Whether a method with this return type streams: it returns a publisher, or a stage of one. */
    static boolean isStream(Type returned) {
        return isPublisher(returned)
                || (isA(CompletionStage.class, returned)
                        && returned instanceof ParameterizedType later
                        && later.getActualTypeArguments().length == 1
                        && isPublisher(later.getActualTypeArguments()[0]));
    }

    private static boolean isPublisher(Type type) {
        return isA(Flow.Publisher.class, bound(type));
    }

    /** The type of the items of a parameter's publisher; {@code Object} if it has no type argument. */
    static Type itemOf(Type publisher) {
        return publisher instanceof ParameterizedType parameterized
                ? bound(parameterized.getActualTypeArguments()[0])
                : Object.class;
    }

    /** Whether a type contains a stream anywhere. */
    static boolean mentionsStream(Type type) {
        return mentions(Flow.Publisher.class::isAssignableFrom, type);
    }

    /** Whether values of the type cannot be items: they contain streams or stages. */
    static boolean isNoItem(Type type) {
        return mentions(
                raw -> Flow.Publisher.class.isAssignableFrom(raw) || CompletionStage.class.isAssignableFrom(raw), type);
    }

    /** The type of the items of a returned stream: its only type argument, or {@code Object} if there is none. */
    static Type itemOfReturned(Type returned) {
        if (!(returned instanceof ParameterizedType parameterized)
                || parameterized.getActualTypeArguments().length != 1) {
            return Object.class;
        }
        Type argument = bound(parameterized.getActualTypeArguments()[0]);
        return isPublisher(returned) ? argument : itemOfReturned(argument);
    }

    /** The type of a result, direct or in a stage; {@code Object} if the stage has no type argument. */
    static Type resultOf(Type returned) {
        if (!isA(CompletionStage.class, returned)) {
            return returned;
        }
        return returned instanceof ParameterizedType later && later.getActualTypeArguments().length == 1
                ? bound(later.getActualTypeArguments()[0])
                : Object.class;
    }

    private static boolean mentions(Predicate<Class<?>> what, Type type) {
        if (type instanceof Class<?> raw) {
            return raw.isArray() ? mentions(what, raw.getComponentType()) : what.test(raw);
        }
        if (type instanceof ParameterizedType parameterized) {
            return mentions(what, parameterized.getRawType())
                    || anyMentions(what, parameterized.getActualTypeArguments());
        }
        if (type instanceof GenericArrayType array) {
            return mentions(what, array.getGenericComponentType());
        }
        return type instanceof WildcardType wildcard
                && (anyMentions(what, wildcard.getUpperBounds()) || anyMentions(what, wildcard.getLowerBounds()));
    }

    private static boolean anyMentions(Predicate<Class<?>> what, Type[] types) {
        return Arrays.stream(types).anyMatch(type -> mentions(what, type));
    }

    private static boolean isA(Class<?> wanted, Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return isA(wanted, parameterized.getRawType());
        }
        return type instanceof Class<?> raw && wanted.isAssignableFrom(raw);
    }

    private static Type bound(Type type) {
        return type instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : type;
    }
}
