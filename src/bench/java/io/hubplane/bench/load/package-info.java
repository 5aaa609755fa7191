/** A load generator without client libraries: one thread, any number of WebSockets, every delivery audited. */
@NullMarked
package io.hubplane.bench.load;

import org.jspecify.annotations.NullMarked;
