/**
 * All connections of a hub, on this node and on others: group members, the recipients of messages, questions to
 * clients, and requests of other nodes.
 *
 * <p>Depends on {@code lifetime.forwarding}, {@code lifetime.handover}, {@code lifetime.recipients},
 * {@code lifetime.routing}, {@code connection}, {@code connection.outbound}, {@code backplane}, {@code protocol},
 * {@code transport}, {@code observe} and {@code concurrent}. Start at {@link io.hubplane.lifetime.HubLifetimeManager},
 * and at {@link io.hubplane.lifetime.recipients.Recipients}, which determines who receives a message.
 */
@NullMarked
package io.hubplane.lifetime;

import org.jspecify.annotations.NullMarked;
