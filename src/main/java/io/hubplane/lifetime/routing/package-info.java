/**
 * Which node has a connection, how messages reach that node, and what is awaited of it.
 *
 * <p>Depends on {@code connection}, {@code backplane}, {@code protocol} and {@code concurrent}. Start at {@link
 * io.hubplane.lifetime.routing.Routing}; {@link io.hubplane.lifetime.routing.RoutingMode} makes one.
 */
@NullMarked
package io.hubplane.lifetime.routing;

import org.jspecify.annotations.NullMarked;
