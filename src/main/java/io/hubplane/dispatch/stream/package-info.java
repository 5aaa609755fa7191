/**
 * The streams of calls: those that a client sends, and those that a hub method returns.
 *
 * <p>Depends on {@code hub}, {@code protocol}, {@code connection}, {@code observe} and {@code concurrent}. Start at
 * {@link io.hubplane.dispatch.stream.Uploads} and {@link io.hubplane.dispatch.stream.ServerStream}.
 */
@NullMarked
package io.hubplane.dispatch.stream;

import org.jspecify.annotations.NullMarked;
