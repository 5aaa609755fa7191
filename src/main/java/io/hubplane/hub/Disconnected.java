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
 * <p>On a public hub method: the method runs once after the connection's last call has completed, and only if the hub
 * has accepted the connection, see {@link Connected}. It may take a {@link HubCallerContext}, {@link HubCallerClients},
 * {@link HubClients}, {@link Groups} and a {@link Disconnection}. What the client called before it closed the connection
 * in the regular way is still done first; otherwise calls that have not begun are dropped. A failure of the method is
 * logged. A hub may have one such method.
 *
 * <p>On an observer's parameter of type {@link Disconnection}: the CDI event fired, synchronously, right after that
 * method, even if that failed. An exception of an observer is logged and changes nothing.
 */
@Qualifier
@Documented
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Disconnected {}
