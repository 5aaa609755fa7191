/**
 * What an application uses to send: clients, groups and contexts, which determine who receives a message.
 *
 * <p>Depends on {@code hub}, {@code protocol}, {@code lifetime}, {@code lifetime.recipients} and {@code reflect}. Start
 * at {@link io.hubplane.delivery.HubViews}, which makes what applications see; all of it uses one
 * {@link io.hubplane.lifetime.Delivery}. {@code ClientInterfaces} reads the interfaces of typed clients.
 */
@NullMarked
package io.hubplane.delivery;

import org.jspecify.annotations.NullMarked;
