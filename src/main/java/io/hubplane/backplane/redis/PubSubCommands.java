package io.hubplane.backplane.redis;

import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisClusterException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/** The commands of the two kinds of pub/sub that Redis has. */
enum PubSubCommands {
    /** Channels that every Redis carries. */
    USUAL(Command.PUBLISH, Command.SUBSCRIBE, Command.UNSUBSCRIBE, "NUMSUB"),
    /** Channels that belong to a slot of a Cluster, carried by the Redis that has it ({@code SPUBLISH}; Redis 7.0). */
    SHARDED(Command.SPUBLISH, Command.SSUBSCRIBE, Command.SUNSUBSCRIBE, "SHARDNUMSUB");

    final Command publish;
    private final Command subscribe;
    private final Command unsubscribe;
    /** Asks how many have subscribed to channels, after {@code PUBSUB}. */
    final String countSubscribers;

    PubSubCommands(Command publish, Command subscribe, Command unsubscribe, String countSubscribers) {
        this.publish = publish;
        this.subscribe = subscribe;
        this.unsubscribe = unsubscribe;
        this.countSubscribers = countSubscribers;
    }

    /** The command of this kind for one of the usual kind, {@code SUBSCRIBE} or {@code UNSUBSCRIBE}. */
    Command of(Command usual) {
        return usual == Command.SUBSCRIBE ? subscribe : unsubscribe;
    }

    /**
     * Whether Redis has not carried out a command because it does not have the channel's slot, or nobody has at the
     * moment. Then the connection leads to the wrong Redis.
     */
    static boolean isElsewhere(JedisDataException refusal) {
        return refusal instanceof JedisRedirectionException || refusal instanceof JedisClusterException;
    }
}
