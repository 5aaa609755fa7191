package io.hubplane.connection;

import io.hubplane.connection.outbound.ConnectionException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The groups one connection is in; names are case-sensitive. Its lock keeps a join from slipping in behind the
 * connection's end, which would leave a member that never leaves. Safe for any thread.
 */
public final class GroupMembership {
    private final HubConnection connection;
    private final Limit limit;
    private @Nullable Set<String> names;
    private boolean ended;

    /**
     * Makes a connection's groups, of which there are none yet.
     *
     * @param limit how many it may be in
     */
    GroupMembership(HubConnection connection, Limit limit) {
        this.connection = connection;
        this.limit = limit;
    }

    /** Makes the connection a member; completed when what other nodes send to the group reaches it. */
    public synchronized CompletionStage<Void> join(String group, GroupIndex groups) {
        if (ended) {
            return CompletableFuture.failedFuture(ConnectionException.unknown(connection.id()));
        }
        if (names == null) {
            names = new HashSet<>(4);
        }
        if (names.size() >= limit.most() && !names.contains(group)) {
            limit.reached().run();
            return CompletableFuture.failedFuture(
                    new IllegalStateException("Connection '" + connection.id() + "' is in " + limit.most()
                            + " groups; set hubplane.maximum-groups-per-connection to allow more."));
        }
        names.add(group);
        return groups.join(group, connection);
    }

    /** Ends the membership, if there is one. */
    public synchronized void leave(String group, GroupIndex groups) {
        if (names != null && names.remove(group)) {
            groups.leave(group, connection);
        }
    }

    /** The connection has ended: it leaves all groups and joins no more. */
    public synchronized void end(GroupIndex groups) {
        ended = true;
        if (names != null) {
            names.forEach(group -> groups.leave(group, connection));
            names = null;
        }
    }

    /**
     * How many groups a connection may be in; the same for all of a hub.
     *
     * @param most the number, at least 1
     * @param reached run when a connection would be in more
     */
    record Limit(int most, Runnable reached) {}
}
