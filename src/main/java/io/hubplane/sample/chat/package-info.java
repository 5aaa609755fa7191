/**
 * The sample: a chat hub as an application would write it.
 *
 * <p>Depends on {@code hub}.
 */
@NullMarked
package io.hubplane.sample.chat;

import org.jspecify.annotations.NullMarked;
