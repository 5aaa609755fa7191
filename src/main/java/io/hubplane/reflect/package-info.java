/**
 * What {@code java.lang.reflect} leaves to its users: the values of type variables, and names of methods for texts.
 *
 * <p>Depends on nothing else of Hubplane. Start at {@link io.hubplane.reflect.TypeResolution}.
 */
@NullMarked
package io.hubplane.reflect;

import org.jspecify.annotations.NullMarked;
