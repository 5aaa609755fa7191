/**
 * The inner loops, each measured separately by JMH, with the memory that each operation allocates.
 *
 * <p>Start at {@link io.hubplane.bench.loop.Loops}. Loops that need package-private code are in a package of the same
 * name as that code, beside this one.
 */
@NullMarked
package io.hubplane.bench.loop;

import org.jspecify.annotations.NullMarked;
