/**
 * Who receives a message: the recipients that a sender names, the connections of this node by group and user, and the
 * fan-out to their queues.
 *
 * <p>Depends on {@code connection}, {@code connection.outbound}, {@code backplane}, {@code protocol}, {@code observe}
 * and {@code concurrent}. Start at {@link io.hubplane.lifetime.recipients.Recipients} and
 * {@link io.hubplane.lifetime.recipients.LocalConnections}.
 */
@NullMarked
package io.hubplane.lifetime.recipients;

import org.jspecify.annotations.NullMarked;
