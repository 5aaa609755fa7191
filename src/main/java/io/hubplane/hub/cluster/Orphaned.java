package io.hubplane.hub.cluster;

import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The CDI event, of type {@link OrphanedConnection}, by which one node does what is left of a connection whose node is lost:
 * {@code @Observes @Orphaned OrphanedConnection connection}. Fired for hubs with {@link TracksConnections}, on one node
 * of the farm, once, by a thread that may wait; for one connection after another. An observer's exception is logged, and
 * the event is not fired again.
 */
@Qualifier
@Documented
@Target({ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Orphaned {}
