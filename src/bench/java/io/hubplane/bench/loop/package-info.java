/**
 * The inner loops, each by itself, measured by JMH with the memory each operation allocates.
 *
 * <p>Start at {@link io.hubplane.bench.loop.Loops}. Loops over what is visible in its own package only are there, in the
 * package of the same name beside this one.
 */
@NullMarked
package io.hubplane.bench.loop;

import org.jspecify.annotations.NullMarked;
