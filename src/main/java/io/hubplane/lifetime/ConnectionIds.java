package io.hubplane.lifetime;

import io.hubplane.backplane.Backplane;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids of a node's connections, which name the node: {@code {node id}.{random}}. Tokens begin in the same way
 * ({@link TokenCheck}).
 *
 * @param node the id of this node
 */
record ConnectionIds(String node) {
    private static final char SEPARATOR = '.';

    /** Any other text that clients make up must not become the name of a channel. */
    private static final Pattern NODE_ID = Pattern.compile("[A-Za-z0-9_-]+");

    String make(String random) {
        return node + SEPARATOR + random;
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
}
