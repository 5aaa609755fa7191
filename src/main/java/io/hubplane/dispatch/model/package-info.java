/**
 * Reads what a hub class declares: its methods, their parameters and who may call them; says what is wrong with it.
 *
 * <p>Depends on {@code hub}, {@code protocol}, {@code reflect} and {@code concurrent}. Start at
 * {@link io.hubplane.dispatch.model.HubDescriptor}, which reads a hub class.
 */
@NullMarked
package io.hubplane.dispatch.model;

import org.jspecify.annotations.NullMarked;
