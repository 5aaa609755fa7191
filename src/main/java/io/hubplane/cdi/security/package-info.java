/**
 * Who a client is: bearer tokens, checked by the application's identity store or by this library, and
 * the identities of the container.
 *
 * <p>Depends on {@code config}, {@code hub}, {@code transport}, {@code transport.http} and {@code connection}. Start at
 * {@link io.hubplane.cdi.security.Gatekeepers}.
 */
@NullMarked
package io.hubplane.cdi.security;

import org.jspecify.annotations.NullMarked;
