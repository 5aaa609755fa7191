/** An application whose hub takes and gives values of all kinds. */
@NullMarked
package io.hubplane.server.values;

import org.jspecify.annotations.NullMarked;
