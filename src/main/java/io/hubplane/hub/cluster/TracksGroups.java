package io.hubplane.hub.cluster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a hub class: every node fires {@link Occupied} when a group of the hub gets its first member on any node, and
 * {@link Vacated} when the last one has gone.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface TracksGroups {}
