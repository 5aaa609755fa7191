/** Random inputs for everything that reads what clients and other nodes send. Start at {@code Fuzzing}. */
@NullMarked
package io.hubplane.fuzz;

import org.jspecify.annotations.NullMarked;
