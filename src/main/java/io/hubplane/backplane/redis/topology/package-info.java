/**
 * Where Redis is, and how a connection to it is opened. Read {@link io.hubplane.backplane.redis.topology.RedisAddress}
 * first.
 *
 * <p>Depends on nothing of ours.
 */
@NullMarked
package io.hubplane.backplane.redis.topology;

import org.jspecify.annotations.NullMarked;
