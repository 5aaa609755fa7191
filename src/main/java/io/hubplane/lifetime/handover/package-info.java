/**
 * What is handed over between nodes when a client comes back to another node than that of its connection, and what
 * decides, while that happens, which of the two nodes delivers a message.
 *
 * <p>Depends on {@code connection}, {@code connection.outbound}, {@code backplane} and {@code protocol}. Start at
 * {@link io.hubplane.lifetime.handover.HandoverGate}.
 */
@NullMarked
package io.hubplane.lifetime.handover;

import org.jspecify.annotations.NullMarked;
