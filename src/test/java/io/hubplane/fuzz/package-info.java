/** Inputs that nobody has thought of, for everything that reads what others send. Start at {@code Fuzzing}. */
@NullMarked
package io.hubplane.fuzz;

import org.jspecify.annotations.NullMarked;
