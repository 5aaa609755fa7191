/**
 * Carries messages between nodes by Redis pub/sub. The only user of Jedis besides the wiring.
 *
 * <p>Depends on {@code backplane}, {@code backplane.sequence} and {@code observe}.
 */
@NullMarked
package io.hubplane.backplane.redis;

import org.jspecify.annotations.NullMarked;
