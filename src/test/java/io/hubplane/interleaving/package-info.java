/**
 * Runs a few threads in every order of their steps, and reports the first order in which a promise is broken.
 *
 * <p>Start at {@link io.hubplane.interleaving.Interleavings}. The source of a class under test stays as it is. When the
 * class is loaded, its locks, its volatile fields and its calls of {@code java.util.concurrent} become points at which
 * another thread may run, and its other fields are checked for data races (Java Language Specification, 17.4.5), so
 * that only the order of those points can matter. What the JDK does within one such call counts as one step.
 */
@NullMarked
package io.hubplane.interleaving;

import org.jspecify.annotations.NullMarked;
