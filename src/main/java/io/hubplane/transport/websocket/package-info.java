/**
 * Carries connections over WebSockets: the only user of {@code jakarta.websocket} besides the wiring.
 *
 * <p>Depends on {@code transport} and {@code observe}. Start at {@link io.hubplane.transport.websocket.HubEndpoint};
 * what is special for a container is chosen by {@code WebSocketEngine}.
 */
@NullMarked
package io.hubplane.transport.websocket;

import org.jspecify.annotations.NullMarked;
