/**
 * The MessagePack encoding of the hub protocol.
 *
 * <p>Depends on {@code protocol}. Start at {@link io.hubplane.protocol.messagepack.MessagePackHubProtocol}. Objects are
 * made and written by Jackson, through a parser and a generator of our own: the existing ones keep buffers in thread
 * locals, nest without a limit and truncate numbers that do not fit.
 */
@NullMarked
package io.hubplane.protocol.messagepack;

import org.jspecify.annotations.NullMarked;
