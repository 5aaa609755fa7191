/**
 * Carries messages between nodes by Redis pub/sub. Together with {@code topology}, the only package that uses Jedis.
 *
 * <p>Depends on {@code backplane}, {@code topology}, {@code backplane.sequence} and {@code observe}.
 */
@NullMarked
package io.hubplane.backplane.redis;

import org.jspecify.annotations.NullMarked;
