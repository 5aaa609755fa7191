/**
 * Runs a hub in a unit test: with the real dispatcher, argument binding and delivery, but without a server, a network
 * or threads. Everything happens on the thread of the test, in the same order every time.
 *
 * <p>Depends on {@code hub}, {@code dispatch}, {@code dispatch.model}, {@code delivery}, {@code connection},
 * {@code connection.outbound}, {@code lifetime}, {@code lifetime.recipients}, {@code lifetime.routing},
 * {@code protocol}, {@code protocol.json}, {@code transport}, {@code backplane} and {@code observe}; nothing depends on
 * it, and the deployed application does not contain it. Start at {@link io.hubplane.testkit.HubTestKit}.
 */
@NullMarked
package io.hubplane.testkit;

import org.jspecify.annotations.NullMarked;
