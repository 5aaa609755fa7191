/**
 * Streams of a call: those a client sends and those a hub method answers with.
 *
 * <p>Depends on {@code hub}, {@code protocol}, {@code connection}, {@code observe} and {@code concurrent}. Start at
 * {@link io.hubplane.dispatch.stream.Uploads} and {@link io.hubplane.dispatch.stream.ServerStream}.
 */
@NullMarked
package io.hubplane.dispatch.stream;

import org.jspecify.annotations.NullMarked;
