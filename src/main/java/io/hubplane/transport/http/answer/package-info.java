/**
 * Answers to HTTP requests, and how they are written without a thread that waits for the client.
 *
 * <p>Start reading at {@code Answer}, then {@code AsyncAnswer}.
 *
 * <p>Depends on {@code transport}, {@code observe} and {@code concurrent}.
 */
@NullMarked
package io.hubplane.transport.http.answer;

import org.jspecify.annotations.NullMarked;
