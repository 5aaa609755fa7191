/**
 * The platform's own ways to define what values look like: the annotations of JSON-B and the values of JSON-P, in JSON
 * and in MessagePack, where the server has them.
 *
 * <p>Depends on nothing of ours. Start at {@link io.hubplane.protocol.jsonb.JakartaValues}.
 */
@NullMarked
package io.hubplane.protocol.jsonb;

import org.jspecify.annotations.NullMarked;
