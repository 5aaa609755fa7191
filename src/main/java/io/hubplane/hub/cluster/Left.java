package io.hubplane.hub.cluster;

import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Somebody is no longer present. On an observer's parameter of type {@link Presence}: the CDI event, which is fired on
 * every node. Events of
 * one connection come in order. An observer must not wait for other nodes; its exception is logged.
 */
@Qualifier
@Documented
@Target({ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Left {}
