/**
 * A hub and its node as observers see them. Not in the package {@code observe}: methods of its types cannot be hub
 * methods.
 */
@NullMarked
package io.hubplane.observed;

import org.jspecify.annotations.NullMarked;
