/**
 * What happens inside, as named events with primitive arguments; adapters to logging, metrics and tracing listen here.
 *
 * <p>Depends on nothing else of Hubplane. Start at {@link io.hubplane.observe.HubObserver}.
 */
@NullMarked
package io.hubplane.observe;

import org.jspecify.annotations.NullMarked;
