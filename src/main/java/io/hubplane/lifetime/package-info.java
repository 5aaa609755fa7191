/**
 * All connections of a hub, on this node and on others: the only way out of a send, the changes of groups, the
 * questions to clients, and the way in for what other nodes send.
 *
 * <p>Depends on {@code lifetime.forwarding}, {@code lifetime.handover}, {@code lifetime.recipients},
 * {@code lifetime.routing}, {@code connection}, {@code connection.outbound}, {@code backplane}, {@code protocol},
 * {@code transport}, {@code observe} and {@code concurrent}. Start at {@link io.hubplane.lifetime.HubLifetimeManager},
 * which puts the parts together; {@code Sends} is the way out, and {@code BackplaneInbox} the way in.
 */
@NullMarked
package io.hubplane.lifetime;

import org.jspecify.annotations.NullMarked;
