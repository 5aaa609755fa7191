/**
 * The numbers of messages on a channel, by which receivers notice what is lost, late or doubled. Independent of what
 * carries the messages.
 *
 * <p>Depends on {@code backplane}.
 */
@NullMarked
package io.hubplane.backplane.sequence;

import org.jspecify.annotations.NullMarked;
