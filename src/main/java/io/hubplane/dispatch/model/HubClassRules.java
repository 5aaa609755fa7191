package io.hubplane.dispatch.model;

import io.hubplane.reflect.Methods;
import jakarta.enterprise.context.NormalScope;
import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Inject;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Checks that a class can serve as a hub, as far as the class itself shows: it must be a managed bean (CDI 4.0,
 * <em>Which Java classes are managed beans?</em>), and with a normal scope it must allow a proxy (<em>Unproxyable bean
 * types</em>).
 */
final class HubClassRules {
    private HubClassRules() {}

    static void check(Class<?> hubClass) {
        require(
                !hubClass.isInterface() && !hubClass.isEnum() && !Modifier.isAbstract(hubClass.getModifiers()),
                hubClass,
                "is an interface, an enum or abstract; a hub is a concrete class");
        require(
                !hubClass.isLocalClass()
                        && !hubClass.isAnonymousClass()
                        && (!hubClass.isMemberClass() || Modifier.isStatic(hubClass.getModifiers())),
                hubClass,
                "is an inner class; a hub is a top-level class or a static nested one");
        require(
                hubClass.getTypeParameters().length == 0,
                hubClass,
                "has type variables, so the types of arguments are unknown; a hub must not be generic");
        require(
                Arrays.stream(hubClass.getDeclaredConstructors()).anyMatch(HubClassRules::isForCdi),
                hubClass,
                "has no constructor that CDI can call; it needs one without parameters or one marked @Inject");
        if (isNormalScoped(hubClass, new HashSet<>())) {
            checkProxyable(hubClass);
        }
    }

    private static void checkProxyable(Class<?> hubClass) {
        require(
                !Modifier.isFinal(hubClass.getModifiers()) && !hubClass.isSealed(),
                hubClass,
                "is final or sealed; a hub with a normal scope must allow CDI's proxy as a subclass");
        require(
                Arrays.stream(hubClass.getDeclaredConstructors())
                        .anyMatch(c -> c.getParameterCount() == 0 && !Modifier.isPrivate(c.getModifiers())),
                hubClass,
                "has a normal scope, so it needs a constructor without parameters that is not private");
        for (Class<?> c = hubClass; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                int modifiers = method.getModifiers();
                require(
                        !Modifier.isFinal(modifiers) || Modifier.isStatic(modifiers) || Modifier.isPrivate(modifiers),
                        hubClass,
                        Methods.describe(method) + " is final; CDI's proxy of a hub with a normal scope cannot"
                                + " override it");
            }
            require(
                    Arrays.stream(c.getDeclaredFields())
                            .noneMatch(
                                    f -> Modifier.isPublic(f.getModifiers()) && !Modifier.isStatic(f.getModifiers())),
                    hubClass,
                    "has a public field; in a hub with a normal scope fields must not be public");
        }
    }

    private static boolean isForCdi(Constructor<?> constructor) {
        return constructor.getParameterCount() == 0 || constructor.isAnnotationPresent(Inject.class);
    }

    private static boolean isNormalScoped(AnnotatedElement element, Set<Class<?>> seen) {
        for (Annotation annotation : element.getAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (type.isAnnotationPresent(NormalScope.class)
                    || (type.isAnnotationPresent(Stereotype.class) && seen.add(type) && isNormalScoped(type, seen))) {
                return true;
            }
        }
        return false;
    }

    private static void require(boolean satisfied, Class<?> hubClass, String problem) {
        if (!satisfied) {
            throw new HubDefinitionException(hubClass, problem);
        }
    }
}
