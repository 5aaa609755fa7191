package io.hubplane.hub;

import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what to call when a connection has ended.
 *
 * <p>On a public hub method: the method runs once after the connection's last call has completed, and only if the hub
 * has accepted the connection, see {@link Connected}. It may take a {@link HubCallerContext}, {@link HubCallerClients},
 * {@link HubClients}, {@link Groups} and a {@link Disconnection}. If the client closed the connection normally, its
 * earlier calls still run first; otherwise calls that have not begun are dropped. A failure of the method is logged. A
 * hub may have one such method. If the node dies, nothing is called, but see
 * {@link io.hubplane.hub.cluster.TracksConnections}.
 *
 * <p>On an observer's parameter of type {@link Disconnection}: the CDI event that is fired, synchronously, right after
 * that method, even if the method failed. An observer's exception is logged and has no other effect.
 */
@Qualifier
@Documented
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Disconnected {}
