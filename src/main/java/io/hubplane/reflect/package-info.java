/**
 * What {@code java.lang.reflect} leaves to its users: what type variables stand for, and methods as texts name them.
 *
 * <p>Depends on nothing else of Hubplane. Start at {@link io.hubplane.reflect.TypeResolution}.
 */
@NullMarked
package io.hubplane.reflect;

import org.jspecify.annotations.NullMarked;
