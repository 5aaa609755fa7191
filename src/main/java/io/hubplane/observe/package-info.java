/**
 * Reports what happens inside a node, as named events and as statistics. Adapters to logging, metrics and tracing
 * observe here.
 *
 * <p>Depends on nothing else of Hubplane. Start at {@link io.hubplane.observe.HubObserver}.
 */
@NullMarked
package io.hubplane.observe;

import org.jspecify.annotations.NullMarked;
