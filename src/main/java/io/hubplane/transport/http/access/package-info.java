/**
 * Decides who may come in by HTTP: which proxies are believed, which hosts may be asked for, which pages may connect,
 * who the sender is, and how much one address may take.
 *
 * <p>Start reading at {@code RequestCheck}.
 *
 * <p>Depends on {@code transport}, {@code transport.http.answer} and {@code observe}.
 */
@NullMarked
package io.hubplane.transport.http.access;

import org.jspecify.annotations.NullMarked;
