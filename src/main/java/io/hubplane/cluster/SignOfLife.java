package io.hubplane.cluster;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.ClusterEnvelope;
import io.hubplane.protocol.MessagePackReader;
import io.hubplane.protocol.MessagePackWriter;

/**
 * What a node says about itself, about once a second and when it leaves:
 *
 * <pre>
 *   [node id, count, nonce, leaves, name, version, started, presences]
 * </pre>
 *
 * @param node the node's id
 * @param count how many signs of life the node has sent, from 1; it only grows, so an old sign is recognized
 * @param nonce a random number; by it a node tells its own signs from those of a copy of itself
 * @param leaves whether it is the last one, since the node ends
 * @param name the node's name
 * @param version the version of Hubplane
 * @param startedAt when the node started by its own clock, in milliseconds since 1970; for people only
 * @param presences how many changes of who is present there have been on the node
 */
record SignOfLife(
        String node,
        long count,
        long nonce,
        boolean leaves,
        String name,
        String version,
        long startedAt,
        long presences) {
    /** The longest name or version, in characters: as long as {@code hubplane.node.name} may be. */
    private static final int LONGEST = 128;

    private static final int ITEMS = 8;

    SignOfLife {
        if (node.length() != Backplane.NODE_ID_LENGTH || name.length() > LONGEST || version.length() > LONGEST) {
            throw new BackplaneException(
                    "The sign of life of node '" + node + "' has an id of the wrong length, or a name"
                            + " or version of more than " + LONGEST + " characters");
        }
    }

    byte[] encode() {
        MessagePackWriter writer = new MessagePackWriter(96);
        writer.array(ITEMS);
        writer.string(node);
        writer.integer(count);
        writer.wideUnsigned(nonce);
        writer.bool(leaves);
        writer.string(name);
        writer.string(version);
        writer.integer(startedAt);
        writer.integer(presences);
        return ClusterEnvelope.close(writer.toByteArray());
    }

    /**
     * Reads a message from {@link io.hubplane.backplane.Scope#heartbeats}. Later versions may append items.
     *
     * @throws BackplaneException if it is none
     */
    static SignOfLife decode(byte[] message) {
        return ClusterEnvelope.content(message, SignOfLife::read);
    }

    private static SignOfLife read(MessagePackReader reader) {
        if (reader.array() < ITEMS) {
            throw new BackplaneException("Insufficient items in a sign of life.");
        }
        return new SignOfLife(
                reader.string(),
                reader.longInteger(),
                reader.integerBits(),
                reader.bool(),
                reader.string(),
                reader.string(),
                reader.longInteger(),
                reader.longInteger());
    }
}
