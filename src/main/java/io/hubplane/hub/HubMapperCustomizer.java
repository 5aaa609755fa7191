package io.hubplane.hub;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Changes how the values of all hubs are mapped, or replaces what maps them. A CDI bean of this type is used as it is;
 * if there are several, each gets what the one before it has made, the lowest {@code @Priority} first, those without one
 * last and in the order of their classes' names. A bean that is a Jackson {@code Module} is registered beforehand and
 * needs no customizer.
 *
 * <p>Called while the application is deployed, once for each hub protocol; what it throws stops the deployment.
 */
@FunctionalInterface
public interface HubMapperCustomizer {
    /**
     * Customizes a mapper.
     *
     * @param mapper maps values as {@code values.md} says; may be changed here, not later
     * @param protocol the hub protocol it is for, {@code json} or {@code messagepack}
     * @return the mapper to use, this one as a rule; of another one, the factory is not used for MessagePack
     */
    ObjectMapper customize(ObjectMapper mapper, String protocol);
}
