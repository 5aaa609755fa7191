package io.hubplane.cdi;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.DefinitionException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Refuses security annotations that nobody would check, so that no protection is silently missing. */
final class SecurityAnnotationCheck {
    private static final List<Class<? extends Annotation>> ANNOTATIONS = List.of(RolesAllowed.class, DenyAll.class);

    private SecurityAnnotationCheck() {}

    /** Refuses a managed bean that Hubplane calls for everybody, if it or one of its methods has one. */
    static void refuseAny(AnnotatedType<?> declaration) {
        refuse(
                declaration,
                Annotated::isAnnotationPresent,
                "and is called for everybody; put this annotation on the hub");
    }

    /** Refuses a hub to which an extension has added one that is not on its class. */
    static void refuseAdded(AnnotatedType<?> declaration) {
        refuse(
                declaration,
                (element, annotation) -> element.isAnnotationPresent(annotation) && !isWritten(element, annotation),
                "by an extension, but only annotations of the class itself protect a hub");
    }

    private static boolean isWritten(Annotated element, Class<? extends Annotation> annotation) {
        AnnotatedElement written = element instanceof AnnotatedType<?> type
                ? type.getJavaClass()
                : ((AnnotatedMethod<?>) element).getJavaMember();
        return written.isAnnotationPresent(annotation);
    }

    private static void refuse(
            AnnotatedType<?> declaration, BiPredicate<Annotated, Class<? extends Annotation>> unchecked, String why) {
        Stream.concat(Stream.<Annotated>of(declaration), declaration.getMethods().stream())
                .forEach(element -> ANNOTATIONS.stream()
                        .filter(annotation -> unchecked.test(element, annotation))
                        .findFirst()
                        .ifPresent(annotation -> {
                            throw new DefinitionException(
                                    element + " is marked @" + annotation.getSimpleName() + " " + why);
                        }));
    }
}
