/**
 * One client's connection: its state, what it receives, its time-outs, its end, and stateful reconnect.
 *
 * <p>Depends on {@code connection.outbound}, {@code protocol}, {@code transport}, {@code observe} and
 * {@code concurrent}. Start at {@link io.hubplane.connection.HubConnection}, and at
 * {@link io.hubplane.connection.HubConnections}, where transports find it.
 */
@NullMarked
package io.hubplane.connection;

import org.jspecify.annotations.NullMarked;
