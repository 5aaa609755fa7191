/**
 * The numbers of messages on a channel, by which receivers notice what is lost, late or doubled, and by which they get it
 * again. Independent of what carries the messages. Begin with {@code PublishSequences} and {@code SentMessages} on the
 * publisher's side, with {@code ReceivedSequences} and {@code Recoveries} on the receiver's.
 *
 * <p>Depends on {@code backplane}.
 */
@NullMarked
package io.hubplane.backplane.sequence;

import org.jspecify.annotations.NullMarked;
