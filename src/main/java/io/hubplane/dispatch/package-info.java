/**
 * Finds, binds and calls hub methods, in the order that each client's calls have.
 *
 * <p>Depends on {@code dispatch.model}, {@code dispatch.stream}, {@code hub}, {@code protocol}, {@code connection}, {@code connection.outbound},
 * {@code lifetime}, {@code delivery}, {@code observe} and {@code concurrent}. Start at
 * {@link io.hubplane.dispatch.HubDispatcher}: a message waits in its connection's {@code CallQueue}, its turn comes by
 * {@code CallScheduler} as {@code ConnectionCalls} says, {@code HubInvocations} binds and answers it, and {@code HubInvoker} makes
 * the call.
 */
@NullMarked
package io.hubplane.dispatch;

import org.jspecify.annotations.NullMarked;
