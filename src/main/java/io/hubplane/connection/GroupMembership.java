package io.hubplane.connection;

import io.hubplane.connection.outbound.ConnectionException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The groups of one connection; names are case-sensitive. The lock prevents a join after the connection's end, which
 * would leave a member for ever. Safe for any thread.
 */
final class GroupMembership {
    private final String connectionId;
    private final Limit limit;
    private @Nullable Set<String> names;
    private boolean ended;

    /**
     * Makes the empty groups of a connection.
     *
     * @param limit how many groups it may be in
     */
    GroupMembership(String connectionId, Limit limit) {
        this.connectionId = connectionId;
        this.limit = limit;
    }

    /**
     * Makes the connection a member; a second call changes nothing.
     *
     * @param enter adds the connection to the members of a group; called with the lock held
     * @return completed when the connection receives what other nodes send to the group
     */
    synchronized CompletionStage<Void> join(String group, Function<String, CompletionStage<Void>> enter) {
        if (ended) {
            return CompletableFuture.failedFuture(ConnectionException.unknown(connectionId));
        }
        if (names == null) {
            names = new HashSet<>(4);
        }
        if (names.size() >= limit.most() && !names.contains(group)) {
            limit.reached().run();
            return CompletableFuture.failedFuture(new IllegalStateException("Connection '" + connectionId + "' is in "
                    + limit.most() + " groups; set hubplane.maximum-groups-per-connection to allow more."));
        }
        names.add(group);
        return enter.apply(group);
    }

    /** The names of the groups at this moment. */
    synchronized Set<String> names() {
        return names == null ? Set.of() : Set.copyOf(names);
    }

    /** Ends a membership, if there is one; {@code exit} removes the connection, and is called with the lock held. */
    synchronized void leave(String group, Consumer<String> exit) {
        if (names != null && names.remove(group)) {
            exit.accept(group);
        }
    }

    /** The connection has ended: removes it from all groups, and lets it join no more. */
    synchronized void end(Consumer<String> exit) {
        ended = true;
        if (names != null) {
            names.forEach(exit);
            names = null;
        }
    }

    /**
     * How many groups a connection may be in; the same for all connections of a hub.
     *
     * @param most the number, at least 1
     * @param reached run when a connection tries to exceed it
     */
    record Limit(int most, Runnable reached) {}
}
