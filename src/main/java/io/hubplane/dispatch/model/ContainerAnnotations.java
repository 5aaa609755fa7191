package io.hubplane.dispatch.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Knows the annotations on a method, or on its parameters, that make a container call the method. It knows them by
 * name, since most belong to specifications that not every server has.
 *
 * <p>For annotations of the platform, it lists those that leave a method as it is. Any other one may mean that the
 * container calls the method, so this is assumed until the application says otherwise.
 */
final class ContainerAnnotations {
    /** Annotations of Jakarta EE, in packages that begin with {@code jakarta.} or the older {@code javax.}. */
    private static final Set<String> CALLING = Set.of(
            "inject.Inject",
            "annotation.Resource",
            "annotation.Resources",
            "annotation.PostConstruct",
            "annotation.PreDestroy",
            "ejb.EJB",
            "ejb.EJBs",
            "ejb.Init",
            "ejb.Remove",
            "ejb.Schedule",
            "ejb.Schedules",
            "ejb.Timeout",
            "ejb.PostActivate",
            "ejb.PrePassivate",
            "ejb.AfterBegin",
            "ejb.BeforeCompletion",
            "ejb.AfterCompletion",
            "persistence.PersistenceContext",
            "persistence.PersistenceContexts",
            "persistence.PersistenceUnit",
            "persistence.PersistenceUnits",
            "xml.ws.WebServiceRef",
            "xml.ws.WebServiceRefs",
            "ws.rs.core.Context",
            "interceptor.AroundInvoke",
            "interceptor.AroundConstruct",
            "interceptor.AroundTimeout",
            "enterprise.inject.Produces",
            "enterprise.inject.Disposes",
            "enterprise.event.Observes",
            "enterprise.event.ObservesAsync",
            "websocket.OnOpen",
            "websocket.OnMessage",
            "websocket.OnClose",
            "websocket.OnError");

    /** Annotations of others. */
    private static final Set<String> OTHERS_CALLING = Set.of(
            "org.eclipse.microprofile.config.inject.ConfigProperty",
            "org.eclipse.microprofile.reactive.messaging.Incoming",
            "org.eclipse.microprofile.reactive.messaging.Outgoing",
            "org.springframework.beans.factory.annotation.Autowired",
            "org.springframework.beans.factory.annotation.Value",
            "org.springframework.context.annotation.Bean",
            "org.springframework.context.event.EventListener",
            "org.springframework.scheduling.annotation.Scheduled",
            "com.google.inject.Inject");

    private static final List<String> PLATFORM = List.of("jakarta.", "javax.", "org.eclipse.microprofile.");

    /** Annotations that leave a method as it is: they set access, interception or the form of values. */
    private static final List<String> HARMLESS = List.of(
            "jakarta.annotation.",
            "javax.annotation.",
            "jakarta.transaction.",
            "jakarta.validation.",
            "jakarta.interceptor.",
            "jakarta.decorator.",
            "jakarta.ejb.AccessTimeout",
            "jakarta.ejb.Asynchronous",
            "jakarta.ejb.Lock",
            "jakarta.ejb.TransactionAttribute",
            "jakarta.enterprise.concurrent.Asynchronous",
            "jakarta.enterprise.context.control.",
            "jakarta.json.bind.",
            "org.eclipse.microprofile.faulttolerance.",
            "org.eclipse.microprofile.metrics.",
            "org.eclipse.microprofile.opentracing.");

    private ContainerAnnotations() {}

    /** The simple name of an annotation that is known to make the container call a method. */
    static Optional<String> calling(Method method) {
        return first(method, ContainerAnnotations::isCalling);
    }

    /** The full name of an annotation of the platform whose effect on a method is not known. */
    static Optional<String> unknown(Method method) {
        return annotations(method)
                .map(Class::getName)
                .filter(name -> startsWith(PLATFORM, name) && !startsWith(HARMLESS, name))
                .findFirst();
    }

    private static Optional<String> first(Method method, Predicate<String> condition) {
        return annotations(method)
                .filter(type -> condition.test(type.getName()))
                .map(Class::getSimpleName)
                .findFirst();
    }

    private static boolean isCalling(String name) {
        return OTHERS_CALLING.contains(name)
                || (startsWith(List.of("jakarta.", "javax."), name)
                        && CALLING.contains(name.substring(name.indexOf('.') + 1)));
    }

    private static boolean startsWith(List<String> beginnings, String name) {
        return beginnings.stream().anyMatch(name::startsWith);
    }

    private static Stream<? extends Class<? extends Annotation>> annotations(Method method) {
        return Stream.concat(
                        Arrays.stream(method.getAnnotations()),
                        Arrays.stream(method.getParameters())
                                .map(Parameter::getAnnotations)
                                .flatMap(Arrays::stream))
                .map(Annotation::annotationType);
    }
}
