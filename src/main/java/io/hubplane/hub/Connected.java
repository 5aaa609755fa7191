package io.hubplane.hub;

import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what to call when a connection has completed its handshake.
 *
 * <p>On a public hub method: the method runs before the connection's first call is dispatched; if it returns a
 * {@link java.util.concurrent.CompletionStage}, the first call waits until that completes. It may take a
 * {@link HubCallerContext}, {@link HubCallerClients}, {@link HubClients} and {@link Groups}. If it fails, the
 * connection is closed with an error, the client is told not to reconnect by itself, and neither the event nor
 * {@link Disconnected} follows. A hub may have one such method.
 *
 * <p>On an observer's parameter of type {@link HubCallerContext}: the CDI event that is fired, synchronously, right
 * after that method. An observer's exception is logged and has no other effect.
 */
@Qualifier
@Documented
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Connected {}
