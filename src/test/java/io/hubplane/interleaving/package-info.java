/**
 * Runs a few threads through every order of their steps and tells the first order in which a promise is broken.
 *
 * <p>Start at {@link io.hubplane.interleaving.Interleavings}. A class under test is not changed for it: while it is
 * loaded its locks, its volatile fields and its calls of {@code java.util.concurrent} become points at which another
 * thread may go on, and its other fields are watched for data races (Java Language Specification, 17.4.5), so that
 * nothing but the order of those points can matter. What the JDK does within one such call counts as one step.
 */
@NullMarked
package io.hubplane.interleaving;

import org.jspecify.annotations.NullMarked;
