package io.hubplane.hub;

import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tells of a connection that has ended.
 *
 * <p>On a hub method: the method runs once after the connection's last call, and only if {@link Connected} did not
 * fail; it may take a {@link HubCallerContext} and a {@link Disconnection}. On an observer's parameter of type
 * {@link Disconnection}: the CDI event fired, synchronously, right after that method.
 */
@Qualifier
@Documented
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Disconnected {}
