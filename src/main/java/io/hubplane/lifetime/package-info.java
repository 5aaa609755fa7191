/**
 * All connections of a hub, on this node and on the others: who is in which group, who receives what, what clients are
 * asked, and what is done for other nodes.
 *
 * <p>Depends on {@code connection}, {@code connection.outbound}, {@code backplane}, {@code protocol}, {@code transport} and
 * {@code observe}. Start at {@link io.hubplane.lifetime.HubLifetimeManager}, and at
 * {@link io.hubplane.lifetime.Recipients}, which says whom a message is for.
 */
@NullMarked
package io.hubplane.lifetime;

import org.jspecify.annotations.NullMarked;
