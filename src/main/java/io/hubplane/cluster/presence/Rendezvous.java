package io.hubplane.cluster.presence;

import java.util.Collection;

/**
 * Chooses a node for a connection, the same wherever the same nodes are known, and another one for the next (highest random
 * weight). If a node goes, only what it was chosen for is divided among the others.
 */
final class Rendezvous {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Rendezvous() {}

    /** Whether one node comes before another one. */
    static boolean outranks(String one, String two, String connectionId) {
        int order = Long.compareUnsigned(weight(one, connectionId), weight(two, connectionId));
        return order == 0 ? one.compareTo(two) > 0 : order > 0;
    }

    /** How many of the others come before a node. */
    static int rank(String node, Collection<String> others, String connectionId) {
        int rank = 0;
        for (String other : others) {
            rank += outranks(other, node, connectionId) ? 1 : 0;
        }
        return rank;
    }

    /** FNV-1a, with a finalizer so that similar names differ in the high bits, too. */
    private static long weight(String node, String connectionId) {
        long hash = OFFSET;
        for (int i = 0; i < node.length(); i++) {
            hash = (hash ^ node.charAt(i)) * PRIME;
        }
        for (int i = 0; i < connectionId.length(); i++) {
            hash = (hash ^ connectionId.charAt(i)) * PRIME;
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        hash *= 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
