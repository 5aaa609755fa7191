/**
 * How all connections of a node end: while it runs on, and when it shuts down.
 *
 * <p>Depends on {@code connection}, {@code transport} and {@code observe}. Start at {@link io.hubplane.connection.shutdown.NodeShutdown}.
 */
@NullMarked
package io.hubplane.connection.shutdown;

import org.jspecify.annotations.NullMarked;
