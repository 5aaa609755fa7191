/**
 * The wiring, and the only place that knows CDI, the container and every other package: finds hubs, builds the node,
 * registers paths, shuts down.
 *
 * <p>Depends on every other package but the sample.
 */
@NullMarked
package io.hubplane.cdi;

import org.jspecify.annotations.NullMarked;
