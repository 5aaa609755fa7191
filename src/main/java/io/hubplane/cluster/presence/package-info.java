/**
 * Who is present, on all nodes: each node has a copy of every other one's list. Begin with {@code PresenceSync}.
 *
 * <p>Depends on {@code cluster}, {@code lifetime}, {@code lifetime.recipients}, {@code connection},
 * {@code backplane}, {@code protocol}, {@code observe}, {@code concurrent}, {@code hub} and {@code hub.cluster}.
 */
@NullMarked
package io.hubplane.cluster.presence;

import org.jspecify.annotations.NullMarked;
