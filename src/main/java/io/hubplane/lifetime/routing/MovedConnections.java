package io.hubplane.lifetime.routing;

import io.hubplane.connection.TokenDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connections of this node that others have taken. What is for them is not refused here, but left to the nodes that
 * have taken them, which listen to this node's channel, too. The oldest is forgotten when there are too many; then it
 * cannot be reached from this node any more, and its client cannot move on. Safe for any thread.
 */
public final class MovedConnections {
    /** Some 4 MiB; a node has sent away that many only by several drains, each of which ends with its own end. */
    static final int MOST = 20_000;

    private final Map<String, TokenDigest> byId = new LinkedHashMap<>();
    private final Map<TokenDigest, String> byToken = new LinkedHashMap<>();
    private volatile boolean used;

    /** Makes an empty set. */
    public MovedConnections() {}

    /** Whether no connection has ever moved. */
    public boolean isUnused() {
        return !used;
    }

    /** Adds a connection. */
    public synchronized void add(TokenDigest token, String id) {
        remove(token);
        used = true;
        byToken.put(token, id);
        byId.put(id, token);
        if (byToken.size() > MOST) {
            remove(byToken.keySet().iterator().next());
        }
    }

    /** Removes a connection, if it is there. */
    public synchronized void remove(TokenDigest token) {
        String id = byToken.remove(token);
        if (id != null) {
            byId.remove(id);
        }
    }

    /** Whether the connection with an id has moved. */
    public synchronized boolean hasId(@Nullable String id) {
        return byId.containsKey(id);
    }

    /** Whether the connection with a token has moved. */
    public synchronized boolean hasToken(TokenDigest token) {
        return byToken.containsKey(token);
    }
}
