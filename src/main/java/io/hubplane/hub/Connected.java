package io.hubplane.hub;

import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tells of a connection that has completed its handshake.
 *
 * <p>On a hub method: the method runs before the connection's first call is dispatched; it may take a
 * {@link HubCallerContext}. If it throws, the connection is closed with an error. On an observer's parameter of type
 * {@link HubCallerContext}: the CDI event fired, synchronously, right after that method.
 */
@Qualifier
@Documented
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Connected {}
