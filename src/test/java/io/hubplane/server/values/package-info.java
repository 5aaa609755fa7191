/** An application whose hub takes and returns values of all kinds. */
@NullMarked
package io.hubplane.server.values;

import org.jspecify.annotations.NullMarked;
