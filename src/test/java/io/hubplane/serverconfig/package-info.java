/** Runs every file of {@code server-config} in the way its first lines say, on ports of the test's own. */
@NullMarked
package io.hubplane.serverconfig;

import org.jspecify.annotations.NullMarked;
