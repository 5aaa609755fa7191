/**
 * The way from what an application sends by, its clients, groups and contexts, to the hub's lifetime manager.
 *
 * <p>Depends on {@code hub}, {@code protocol}, {@code connection} and {@code reflect}. Start at
 * {@link io.hubplane.delivery.HubViews}, which makes what applications see; all of it leads to one {@link io.hubplane.connection.Delivery};
 * {@link io.hubplane.delivery.ClientInterfaces} reads the interfaces of typed clients.
 */
@NullMarked
package io.hubplane.delivery;

import org.jspecify.annotations.NullMarked;
