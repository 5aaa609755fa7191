package io.hubplane.lifetime.routing;

import io.hubplane.backplane.Backplane;
import io.hubplane.connection.TokenDigest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids of a node's connections, which name the node: {@code {node id}.{random}}. Tokens begin in the same way
 * ({@link TokenCheck}).
 *
 * @param node the id of this node
 * @param moved the connections of this node that others have taken
 */
record ConnectionIds(String node, MovedConnections moved) {
    private static final char SEPARATOR = '.';

    /** Any other text that clients make up must not become the name of a channel. */
    private static final Pattern NODE_ID = Pattern.compile("[A-Za-z0-9_-]+");

    String make(String random) {
        return node + SEPARATOR + random;
    }

    /** Whether an id has the form of those that nodes make. */
    boolean isMade(String id) {
        return id.startsWith(node + SEPARATOR) || otherNode(id) != null;
    }

    /** The other node that an id or a token names; null if it names none or this node. */
    @Nullable
    String otherNode(String idOrToken) {
        int length = Backplane.NODE_ID_LENGTH;
        if (idOrToken.length() <= length || idOrToken.charAt(length) != SEPARATOR) {
            return null;
        }
        String named = idOrToken.substring(0, length);
        return named.equals(node) || !NODE_ID.matcher(named).matches() ? null : named;
    }

    /**
     * The node to whose channel a message for a connection that is not here goes; null if no other node has it. What is
     * for a connection that this node has handed over goes to its own channel, where those who took it listen.
     */
    @Nullable
    String channel(String id) {
        String other = otherNode(id);
        return other == null && moved.hasId(id) ? node : other;
    }

    /** As {@link #channel}, by a token. */
    @Nullable
    String channelOfToken(String token) {
        String other = otherNode(token);
        return other == null && moved.hasToken(TokenDigest.of(token)) ? node : other;
    }
}
