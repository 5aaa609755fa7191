/**
 * A connection changes its node, because its client has come to another one: what is handed over, and which of the two
 * nodes delivers a message meanwhile.
 *
 * <p>Depends on {@code lifetime.recipients}, {@code lifetime.routing}, {@code connection}, {@code connection.outbound},
 * {@code backplane}, {@code protocol}, {@code transport}, {@code observe} and {@code concurrent}. Start at
 * {@link io.hubplane.lifetime.handover.Handovers}; {@code Departures} hands over what {@code Arrivals} asks for on
 * another node, and {@code HandoverGate} is what senders pass.
 */
@NullMarked
package io.hubplane.lifetime.handover;

import org.jspecify.annotations.NullMarked;
