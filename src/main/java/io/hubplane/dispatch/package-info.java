/**
 * Finds, binds and calls hub methods, and keeps the order of each client's calls.
 *
 * <p>Depends on {@code dispatch.model}, {@code dispatch.stream}, {@code hub}, {@code protocol}, {@code connection},
 * {@code connection.outbound}, {@code lifetime}, {@code lifetime.recipients}, {@code delivery}, {@code observe} and
 * {@code concurrent}. Start at {@link io.hubplane.dispatch.HubDispatcher}. A message waits in its connection's
 * {@code CallQueue}. {@code CallScheduler} runs it when {@code ConnectionCalls} allows. {@code HubInvocations} binds
 * and answers it, and {@code HubInvoker} makes the call.
 */
@NullMarked
package io.hubplane.dispatch;

import org.jspecify.annotations.NullMarked;
