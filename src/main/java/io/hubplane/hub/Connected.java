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
 * <p>On a public hub method: the method runs before the connection's first call is dispatched, and if it returns a
 * {@link java.util.concurrent.CompletionStage} that completes before, too. It may take a {@link HubCallerContext},
 * {@link HubCallerClients}, {@link HubClients} and {@link Groups}. If it fails, the connection is closed with an error,
 * the client is told not to reconnect by itself, and neither the event nor {@link Disconnected} follows. A hub may have
 * one such method.
 *
 * <p>On an observer's parameter of type {@link HubCallerContext}: the CDI event fired, synchronously, right after that
 * method. An exception of an observer is logged and changes nothing.
 */
@Qualifier
@Documented
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Connected {}
