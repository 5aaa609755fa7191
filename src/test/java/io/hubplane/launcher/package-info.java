/**
 * Runs {@code mvn -Prun}: starts a Redis and two nodes with the chat, and ends them cleanly. Start at {@link Launcher}.
 */
@NullMarked
package io.hubplane.launcher;

import org.jspecify.annotations.NullMarked;
