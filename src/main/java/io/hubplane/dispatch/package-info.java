/**
 * Finds, binds and calls hub methods.
 *
 * <p>Depends on {@code hub}, {@code protocol}, {@code connection}, {@code delivery}, {@code reflect},
 * {@code observe} and {@code concurrent}. Start at {@link io.hubplane.dispatch.HubDescriptor}, which reads a hub class, and
 * {@link io.hubplane.dispatch.HubDispatcher}, which calls it: a message waits in its connection's {@code Backlog}, its
 * turn comes by {@code Turns} as {@code ConnectionSteps} says, {@code HubInvocations} binds and answers it, and
 * {@code HubInvoker} makes the call.
 */
@NullMarked
package io.hubplane.dispatch;

import org.jspecify.annotations.NullMarked;
