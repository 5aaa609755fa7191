/** What {@code mvn -Prun} runs: a Redis, two nodes with the chat, and a clean end. Start at {@link Launcher}. */
@NullMarked
package io.hubplane.launcher;

import org.jspecify.annotations.NullMarked;
