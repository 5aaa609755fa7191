/**
 * Negotiation and the checks that are answered over plain HTTP: the only user of {@code jakarta.servlet} besides the
 * wiring.
 *
 * <p>Depends on {@code transport} and {@code observe}.
 */
@NullMarked
package io.hubplane.transport.http;

import org.jspecify.annotations.NullMarked;
