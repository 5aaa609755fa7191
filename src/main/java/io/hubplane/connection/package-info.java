/**
 * A client's connection: its state, its way in and out, the stores of a node's connections, and the delivery of
 * messages to them and to other nodes.
 *
 * <p>Depends on {@code protocol}, {@code transport}, {@code backplane}, {@code observe} and {@code concurrent}. Start at
 * {@link io.hubplane.connection.HubConnection} and {@link io.hubplane.connection.HubLifetimeManager}.
 */
@NullMarked
package io.hubplane.connection;

import org.jspecify.annotations.NullMarked;
