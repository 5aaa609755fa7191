/** Runs every file of {@code server-config} as its first lines say, on other ports. */
@NullMarked
package io.hubplane.serverconfig;

import org.jspecify.annotations.NullMarked;
