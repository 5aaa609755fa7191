package io.hubplane.dispatch.model;

import io.hubplane.hub.HubMethod;
import io.hubplane.reflect.Methods;
import java.lang.reflect.Method;

/**
 * Refuses a method that overrides or implements another one and thereby loses an annotation that states its purpose.
 * Annotations of methods are not inherited (Jakarta Annotations, <em>Annotations and Inheritance</em>), and nobody
 * would notice the loss until clients do what they should not.
 */
final class OverridingRules {
    private OverridingRules() {}

    static void check(Class<?> hubClass, FoundMethod found) {
        found.othersCall().filter(who -> found.isMarked()).ifPresent(who -> {
            throw new HubDefinitionException(
                    hubClass,
                    found + " is marked @HubMethod, but " + who
                            + ", so others call it and clients must not; add a separate method for clients");
        });
        if (found.isMarked() && FoundMethod.isOfLifecycle(found.method())) {
            throw new HubDefinitionException(
                    hubClass, found + " is marked @HubMethod, but it is called for connections; clients never call it");
        }
        found.overridden().forEach(overridden -> check(hubClass, found, overridden));
    }

    private static void check(Class<?> hubClass, FoundMethod found, Method overridden) {
        if (!found.isCallable()) {
            return;
        }
        boolean exposes = FoundMethod.isOfLifecycle(overridden)
                || ContainerAnnotations.calling(overridden).isPresent();
        if (exposes || (overridden.isAnnotationPresent(HubMethod.class) && !found.isMarked())) {
            throw new HubDefinitionException(
                    hubClass,
                    "%s overrides %s without its annotation, so clients could call it%s; repeat the annotation"
                            .formatted(
                                    found,
                                    Methods.describe(overridden),
                                    exposes ? "" : " by another name than the one declared"));
        }
    }
}
