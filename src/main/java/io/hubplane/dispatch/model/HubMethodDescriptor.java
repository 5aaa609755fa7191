package io.hubplane.dispatch.model;

import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.HubMethod;
import io.hubplane.hub.NonBlocking;
import io.hubplane.protocol.Arguments;
import io.hubplane.reflect.Methods;
import io.hubplane.reflect.TypeResolution;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A method that clients may call. Immutable. */
public final class HubMethodDescriptor {
    private final String name;
    private final BeanMethod bean;
    private final @Nullable AccessRule access;
    private final List<ParameterKind> parameters;
    private final List<Type> argumentTypes;
    private final List<Type> uploadTypes;
    private final boolean streams;
    private final boolean nonBlocking;
    private final Type resultType;

    HubMethodDescriptor(Class<?> hubClass, FoundMethod found, TypeResolution types) {
        Method method = found.method();
        name = nameOf(hubClass, method);
        bean = new BeanMethod(hubClass, method);
        access = AccessRules.calling(hubClass, method);
        if (method.getTypeParameters().length > 0) {
            throw new HubDefinitionException(
                    hubClass,
                    bean + " has type variables, so the types of its arguments are unknown; use concrete types");
        }
        List<ParameterKind> kinds = new ArrayList<>();
        List<Type> arguments = new ArrayList<>();
        List<Type> uploads = new ArrayList<>();
        for (Type declared : method.getGenericParameterTypes()) {
            Type type = types.resolve(declared);
            ParameterKind kind = ParameterKind.of(types.erase(type));
            if (kind == ParameterKind.DISCONNECTION) {
                throw new HubDefinitionException(
                        hubClass, bean + " takes a Disconnection, which only a @Disconnected method may take");
            }
            if (kind == ParameterKind.ARGUMENT) {
                requireNoStream(hubClass, StreamTypes.mentionsStream(type), "takes streams inside " + named(type));
                arguments.add(type);
            } else if (kind == ParameterKind.STREAM) {
                Type item = StreamTypes.itemOf(type);
                requireNoStream(hubClass, StreamTypes.isNoItem(item), "takes a stream of " + named(item));
                uploads.add(item);
            }
            kinds.add(kind);
        }
        uploadTypes = List.copyOf(uploads);
        Type returned = types.resolve(method.getGenericReturnType());
        streams = StreamTypes.isStream(returned);
        if (streams) {
            Type item = StreamTypes.itemOfReturned(returned);
            requireNoStream(hubClass, StreamTypes.isNoItem(item), "returns a stream of " + named(item));
            resultType = item;
        } else {
            requireNoStream(
                    hubClass, StreamTypes.mentionsStream(returned), "returns streams inside " + named(returned));
            resultType = StreamTypes.resultOf(returned);
        }
        nonBlocking = !streams
                && uploads.isEmpty()
                && (method.isAnnotationPresent(NonBlocking.class) || hubClass.isAnnotationPresent(NonBlocking.class));
        parameters = List.copyOf(kinds);
        argumentTypes = List.copyOf(arguments);
    }

    private void requireNoStream(Class<?> hubClass, boolean found, String problem) {
        if (found) {
            throw new HubDefinitionException(
                    hubClass,
                    bean + " " + problem + "; a stream is a Flow.Publisher of plain values: a parameter, or the result,"
                            + " directly or in a CompletionStage");
        }
    }

    private static String named(Type type) {
        return type.getTypeName();
    }

    private static String nameOf(Class<?> hubClass, Method method) {
        HubMethod renamed = method.getAnnotation(HubMethod.class);
        if (renamed == null) {
            return method.getName();
        }
        if (renamed.value().isBlank()) {
            throw new HubDefinitionException(
                    hubClass,
                    "the @HubMethod name of " + Methods.describe(method)
                            + " is blank; give the name that clients call");
        }
        return renamed.value();
    }

    /** The name that clients call, as declared. */
    public String name() {
        return name;
    }

    /** The method to call on the bean. */
    public BeanMethod bean() {
        return bean;
    }

    /** Throws if a caller may not call the method. */
    public void authorize(HubCallerContext caller) {
        if (access != null && !access.permits(caller::isUserInRole)) {
            throw new UnauthorizedCallException();
        }
    }

    /** The types of the arguments that the client sends. */
    List<Type> argumentTypes() {
        return argumentTypes;
    }

    /** The types of the items of the streams that the client sends. */
    public List<Type> uploadTypes() {
        return uploadTypes;
    }

    /** Whether the method answers with a stream. */
    public boolean streams() {
        return streams;
    }

    /** Whether the method never waits, so that the thread that reads the connection may run it. */
    public boolean isNonBlocking() {
        return nonBlocking;
    }

    /** The type of the result, or of the items of the stream. */
    public Type resultType() {
        return resultType;
    }

    /** The arguments that the client sent, converted to the method's types. */
    @Nullable
    public Object[] bind(Arguments received) {
        @Nullable Object[] values = received.bind(argumentTypes);
        for (int i = 0; i < values.length; i++) {
            requireFitting(i, values[i]);
        }
        return values;
    }

    /**
     * All arguments of the method: those that the client sent, and those that the call provides.
     *
     * @param arguments the result of {@link #bind}
     * @param inputs the inputs of the call, with as many streams as the method takes
     */
    @Nullable
    public Object[] complete(@Nullable Object[] arguments, CallInputs inputs, HubCall call) {
        @Nullable Object[] all = new @Nullable Object[parameters.size()];
        int nextArgument = 0;
        int nextUpload = 0;
        for (int i = 0; i < all.length; i++) {
            ParameterKind kind = parameters.get(i);
            switch (kind) {
                case ARGUMENT -> all[i] = arguments[nextArgument++];
                case STREAM -> {
                    all[i] = inputs.stream(nextUpload, uploadTypes.get(nextUpload));
                    nextUpload++;
                }
                case CANCELLATION -> all[i] = inputs.cancellation();
                default -> all[i] = kind.from(call);
            }
        }
        return all;
    }

    private void requireFitting(int index, @Nullable Object value) {
        if (value == null && argumentTypes.get(index) instanceof Class<?> type && type.isPrimitive()) {
            throw new IllegalArgumentException(
                    "Argument " + (index + 1) + " is null, must be a value of type " + type.getName() + ".");
        }
    }
}
