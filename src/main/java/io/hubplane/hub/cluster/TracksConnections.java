package io.hubplane.hub.cluster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a hub class: every node knows the hub's connections on the others. When a node dies, it cannot tell its hub about the
 * ends of its connections ({@link io.hubplane.hub.Disconnected}); instead one of the other nodes fires {@link Orphaned}
 * for each.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface TracksConnections {}
