/**
 * Carries connections over WebSockets: the only user of {@code jakarta.websocket} besides the wiring.
 *
 * <p>Depends on {@code transport} and {@code observe}.
 */
@NullMarked
package io.hubplane.transport.websocket;

import org.jspecify.annotations.NullMarked;
