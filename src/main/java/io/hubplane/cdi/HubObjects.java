package io.hubplane.cdi;

import io.hubplane.dispatch.CallScope;
import io.hubplane.dispatch.model.HubCall;
import io.hubplane.hub.Groups;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.TypedHubCallerClients;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.CreationException;
import jakarta.enterprise.inject.spi.AnnotatedConstructor;
import jakarta.enterprise.inject.spi.AnnotatedField;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the objects of a hub without a scope, one for each call. It looks up what is injected once, when the application
 * starts. The container looks everything up again for each object, which took a quarter of a node's time (Payara 6, 16
 * messages under way).
 *
 * <p>This is only for classes that need nothing but injection into their constructor and fields. If a container has more
 * to do for an object (interceptors, decorators, {@code @PostConstruct}, resources, initializer methods), the container
 * makes it. Safe for any thread.
 */
final class HubObjects {
    /** The package of annotations of methods that a container does nothing for when it makes an object. */
    private static final String HARMLESS = "jakarta.annotation.security";

    private final Constructor<?> constructor;
    private final Injected[] parameters;
    private final List<InjectedField> fields;
    private final boolean ownsOthers;

    private HubObjects(
            Constructor<?> constructor, Injected[] parameters, List<InjectedField> fields, boolean ownsOthers) {
        this.constructor = constructor;
        this.parameters = parameters;
        this.fields = fields;
        this.ownsOthers = ownsOthers;
    }

    /** What is injected at one point. */
    @FunctionalInterface
    private interface Injected {
        @Nullable
        Object get(@Nullable CreationalContext<?> context);
    }

    private record InjectedField(Field field, Injected value) {}

    /**
     * Looks at a hub class.
     *
     * @param beans the application's beans, all of which are known
     * @param bean the hub, in the scope {@code @Dependent}
     * @param type its class as extensions have left it
     * @param calls knows the call an object is made for
     * @return empty if the container has to make the objects
     */
    static Optional<HubObjects> prepare(BeanManager beans, Bean<?> bean, AnnotatedType<?> type, CallScope calls) {
        Optional<AnnotatedConstructor<?>> constructor = constructor(type);
        if (constructor.isEmpty() || !isPlain(beans, bean, type, constructor.get())) {
            return Optional.empty();
        }
        Injected[] parameters = new Injected[constructor.get().getParameters().size()];
        List<InjectedField> fields = new ArrayList<>();
        boolean ownsOthers = false;
        for (InjectionPoint point : bean.getInjectionPoints()) {
            Injected injected = prepared(beans, point, calls);
            if (injected == null) {
                ownsOthers = true;
                injected = context -> beans.getInjectableReference(point, context);
            }
            if (point.getMember() instanceof Field field) {
                field.setAccessible(true);
                fields.add(new InjectedField(field, injected));
            } else if (point.getAnnotated() instanceof AnnotatedParameter<?> parameter) {
                parameters[parameter.getPosition()] = injected;
            }
        }
        Constructor<?> made = constructor.get().getJavaMember();
        made.setAccessible(true);
        return Optional.of(new HubObjects(made, parameters, fields, ownsOthers));
    }

    private static Optional<AnnotatedConstructor<?>> constructor(AnnotatedType<?> type) {
        AnnotatedConstructor<?> found = null;
        for (AnnotatedConstructor<?> each : type.getConstructors()) {
            if (each.isAnnotationPresent(Inject.class)) {
                return Optional.of(each);
            }
            found = each.getParameters().isEmpty() ? each : found;
        }
        return Optional.ofNullable(found);
    }

    private static boolean isPlain(
            BeanManager beans, Bean<?> bean, AnnotatedType<?> type, AnnotatedConstructor<?> constructor) {
        Annotation[] qualifiers = bean.getQualifiers().toArray(Annotation[]::new);
        return type.getAnnotations().stream().allMatch(each -> isPassive(beans, each))
                && Stream.of(constructor.getJavaMember().getParameterTypes()).noneMatch(Class::isPrimitive)
                && constructor.getAnnotations().stream().allMatch(each -> isPassive(beans, each))
                && type.getFields().stream().allMatch(field -> isInjectedOrLeft(beans, field))
                && type.getMethods().stream().allMatch(method -> isLeft(beans, method))
                && bean.getInjectionPoints().stream().noneMatch(InjectionPoint::isDelegate)
                && beans.resolveDecorators(bean.getTypes(), qualifiers).isEmpty();
    }

    private static boolean isPassive(BeanManager beans, Annotation annotation) {
        Class<? extends Annotation> type = annotation.annotationType();
        return !beans.isInterceptorBinding(type)
                && (!beans.isStereotype(type)
                        || beans.getStereotypeDefinition(type).stream().allMatch(each -> isPassive(beans, each)))
                && !type.getName().startsWith("jakarta.interceptor.");
    }

    private static boolean isInjectedOrLeft(BeanManager beans, AnnotatedField<?> field) {
        return field.isAnnotationPresent(Inject.class)
                || field.getAnnotations().stream()
                        .allMatch(each -> isPassive(beans, each) && !isOfJakarta(each.annotationType()));
    }

    private static boolean isLeft(BeanManager beans, AnnotatedMethod<?> method) {
        return method.getAnnotations().stream()
                        .allMatch(each -> isPassive(beans, each) && !isOfJakarta(each.annotationType()))
                && method.getParameters().stream()
                        .flatMap(parameter -> parameter.getAnnotations().stream())
                        .noneMatch(each -> isOfJakarta(each.annotationType()));
    }

    /** Whether a container may do something because of an annotation. */
    private static boolean isOfJakarta(Class<?> annotation) {
        return annotation.getName().startsWith("jakarta.")
                && !annotation.getPackageName().equals(HARMLESS);
    }

    /** What is known beforehand; null for what is made for each object. */
    private static @Nullable Injected prepared(BeanManager beans, InjectionPoint point, CallScope calls) {
        Bean<?> resolved = beans.resolve(
                beans.getBeans(point.getType(), point.getQualifiers().toArray(Annotation[]::new)));
        boolean own = resolved != null && resolved.getBeanClass().getPackage() == HubObjects.class.getPackage();
        Injected ofCall = own ? ofCall(point, calls) : null;
        if (ofCall != null) {
            return ofCall;
        }
        if (resolved != null && beans.isNormalScope(resolved.getScope())) {
            Object always = beans.getInjectableReference(point, beans.createCreationalContext(null));
            return context -> always;
        }
        return null;
    }

    /** What belongs to a call, as our producer would give it; null if the point is for something else. */
    private static @Nullable Injected ofCall(InjectionPoint point, CallScope calls) {
        Type raw = point.getType() instanceof ParameterizedType type ? type.getRawType() : point.getType();
        if (raw == HubCallerContext.class) {
            return context -> call(calls).context();
        }
        if (raw == HubCallerClients.class) {
            return context -> call(calls).clients();
        }
        if (raw == Groups.class) {
            return context -> call(calls).groups();
        }
        if (raw != TypedHubCallerClients.class) {
            return null;
        }
        Class<?> clientInterface = TypedPoints.clientInterface(point);
        return context -> call(calls).clients().typed(clientInterface);
    }

    private static HubCall call(CallScope calls) {
        return calls.current().orElseThrow(() -> new IllegalStateException("No call of a hub runs on this thread"));
    }

    /** Whether other objects are made for each one, which end with it. */
    boolean ownsOthers() {
        return ownsOthers;
    }

    /**
     * Makes an object for the call that runs on this thread.
     *
     * @param context keeps the objects that are made for this one; may be null if there are none
     * @return the object
     */
    Object make(@Nullable CreationalContext<?> context) {
        Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = parameters[i].get(context);
        }
        try {
            Object made = constructor.newInstance(arguments);
            for (InjectedField each : fields) {
                Object value = each.value().get(context);
                if (value != null) { // a producer may return null, also for a primitive
                    each.field().set(made, value);
                }
            }
            return made;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new CreationException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new CreationException(e);
        }
    }
}
