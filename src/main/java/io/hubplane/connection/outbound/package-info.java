/**
 * Sends to one connection: a bounded queue, its frames, the pace at which they leave, and the messages kept to be sent
 * again.
 *
 * <p>Depends on {@code protocol}, {@code transport}, {@code observe} and {@code concurrent}. Start at
 * {@link io.hubplane.connection.outbound.OutboundQueue}.
 */
@NullMarked
package io.hubplane.connection.outbound;

import org.jspecify.annotations.NullMarked;
