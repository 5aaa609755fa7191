package io.hubplane.cdi;

import io.hubplane.delivery.HubViews;
import io.hubplane.hub.TypedHubCallerClients;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.reflect.ParameterizedType;

/** Reads the client interface from the injection points of {@link TypedHubCallerClients}. */
final class TypedPoints {
    private TypedPoints() {}

    /**
     * Checks an injection point of any type.
     *
     * @throws IllegalArgumentException if it asks for typed clients with a type that cannot be used for clients
     */
    static void check(InjectionPoint point) {
        if (point.getType() instanceof ParameterizedType type && type.getRawType() == TypedHubCallerClients.class) {
            HubViews.checkClientInterface(clientInterface(point));
        }
    }

    static Class<?> clientInterface(InjectionPoint point) {
        if (point.getType() instanceof ParameterizedType type
                && type.getActualTypeArguments()[0] instanceof Class<?> clientInterface) {
            return clientInterface;
        }
        throw new IllegalArgumentException(point + " must name the client interface, for example"
                + " TypedHubCallerClients<ChatClient>, and that must not be generic");
    }
}
