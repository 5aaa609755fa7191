/** A hub and its node as observers see them. Not in the package of observers, whose types no hub's methods may come from. */
@NullMarked
package io.hubplane.observed;

import org.jspecify.annotations.NullMarked;
