/**
 * Requests that reach another node than that of their connection: they are forwarded, handled there, and answered here.
 *
 * <p>Depends on {@code lifetime.routing}, {@code connection}, {@code connection.outbound}, {@code backplane},
 * {@code transport} and {@code observe}. Start at {@link io.hubplane.lifetime.forwarding.Forwarding}.
 */
@NullMarked
package io.hubplane.lifetime.forwarding;

import org.jspecify.annotations.NullMarked;
