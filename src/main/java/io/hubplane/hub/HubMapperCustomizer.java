package io.hubplane.hub;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Changes how the values of all hubs are mapped, or replaces the mapper. Every CDI bean of this type is used. If there
 * are several, each gets the mapper that the one before it returned, the lowest {@code @Priority} first, those without
 * one last and in the order of their class names. A bean that is a Jackson {@code Module} is registered before that and
 * needs no customizer.
 *
 * <p>Called while the application is deployed, once for each hub protocol; an exception stops the deployment.
 */
@FunctionalInterface
public interface HubMapperCustomizer {
    /**
     * Customizes a mapper.
     *
     * @param mapper maps values as described in {@code values.md}; may be changed here, but not later
     * @param protocol the hub protocol it is for, {@code json} or {@code messagepack}
     * @return the mapper to use, usually this one; if it is another one, its factory is not used for MessagePack
     */
    ObjectMapper customize(ObjectMapper mapper, String protocol);
}
