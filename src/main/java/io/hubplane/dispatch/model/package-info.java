/**
 * What a hub class means: its methods, their parameters, who may call them, and what is wrong with it.
 *
 * <p>Depends on {@code hub}, {@code protocol}, {@code reflect} and {@code concurrent}. Start at
 * {@link io.hubplane.dispatch.model.HubDescriptor}, which reads a hub class.
 */
@NullMarked
package io.hubplane.dispatch.model;

import org.jspecify.annotations.NullMarked;
