package io.hubplane.backplane.redis.topology;

import java.nio.charset.StandardCharsets;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * The parts into which the channels of a Cluster are divided. The channels of a partition have the same hash tag, so they
 * are in the same slot, with one Redis. The tags are chosen so that the slots of the partitions lie evenly in the range
 * of slots: a Cluster whose masters have ranges of equal length gives each the same number of partitions, if it has as
 * many. All nodes must have the same number of partitions; those with another number do not hear each other. Immutable.
 *
 * <p>Where the channels are not divided, there is one partition, which has no tag.
 */
public final class Partitions {
    /** The only partition of what is not a Cluster. */
    public static final Partitions UNDIVIDED = new Partitions(new String[] {""});

    private static final int SLOTS = 16_384;

    private final String[] tags;

    private Partitions(String[] tags) {
        this.tags = tags;
    }

    /**
     * Divides the channels.
     *
     * @param count the number of partitions, from 1
     * @return the partitions, the same on all nodes
     */
    public static Partitions of(int count) {
        String[] tags = new String[count];
        for (int i = 0; i < count; i++) {
            tags[i] = tagIn((2 * i + 1) * SLOTS / (2 * count), SLOTS / (4 * count), "{" + i + "/" + count + "-");
        }
        return new Partitions(tags);
    }

    /** The first tag with a given beginning whose slot is near another one. */
    private static String tagIn(int middle, int distance, String beginning) {
        for (int i = 0; ; i++) {
            String tag = beginning + i + "}";
            if (Math.abs(slotOf(tag) - middle) <= distance) {
                return tag;
            }
        }
    }

    private static int slotOf(String tag) {
        return JedisClusterCRC16.getSlot(tag.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The number of partitions.
     *
     * @return from 1
     */
    public int count() {
        return tags.length;
    }

    /**
     * The hash tag with which every channel of a partition begins.
     *
     * @param partition the partition, from 0
     * @return the tag with its braces; empty if the channels are not divided
     */
    public String tag(int partition) {
        return tags[partition];
    }

    /** The slot of a partition. */
    int slot(int partition) {
        return slotOf(tags[partition]);
    }

    /**
     * The partition of a scope. Made from what the JDK promises to be the same everywhere, {@link String#hashCode}.
     *
     * @param kind the scope's kind
     * @param hub its hub
     * @param name its name
     * @return the partition, from 0
     */
    public int of(String kind, String hub, String name) {
        int hash = 31 * (31 * kind.hashCode() + hub.hashCode()) + name.hashCode();
        hash = (hash ^ hash >>> 16) * 0x85ebca6b; // similar names must not all be in neighbouring partitions
        hash ^= hash >>> 13;
        return Math.floorMod(hash, tags.length);
    }
}
