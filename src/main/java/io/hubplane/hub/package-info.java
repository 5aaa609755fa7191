/**
 * Everything an application imports: the hub annotations, and the types for clients, groups and the caller.
 *
 * <p>Depends on nothing else of Hubplane. Start at {@link io.hubplane.hub.Hub}.
 */
@NullMarked
package io.hubplane.hub;

import org.jspecify.annotations.NullMarked;
