/**
 * Carries messages between nodes: the seam, the layout of the messages, and the backplane of a node that runs alone.
 *
 * <p>Depends on {@code protocol}, {@code observe} and {@code concurrent}. Start at {@link io.hubplane.backplane.Backplane}.
 */
@NullMarked
package io.hubplane.backplane;

import org.jspecify.annotations.NullMarked;
