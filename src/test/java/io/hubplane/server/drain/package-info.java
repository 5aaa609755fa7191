/** An application that drains its node. */
@NullMarked
package io.hubplane.server.drain;

import org.jspecify.annotations.NullMarked;
