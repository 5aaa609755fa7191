package io.hubplane.connection;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The groups one connection is in; names are case-sensitive. Its lock keeps a join from slipping in behind the
 * connection's end, which would leave a member that never leaves. Safe for any thread.
 */
final class GroupMembership {
    private final HubConnection connection;
    private @Nullable Set<String> names;
    private boolean ended;

    GroupMembership(HubConnection connection) {
        this.connection = connection;
    }

    synchronized CompletionStage<Void> join(String group, ScopeTable groups) {
        if (ended) {
            return CompletableFuture.failedFuture(ConnectionException.unknown(connection.id()));
        }
        if (names == null) {
            names = new HashSet<>(4);
        }
        names.add(group);
        return groups.join(group, connection);
    }

    synchronized void leave(String group, ScopeTable groups) {
        if (names != null && names.remove(group)) {
            groups.leave(group, connection);
        }
    }

    synchronized void end(ScopeTable groups) {
        ended = true;
        if (names != null) {
            names.forEach(group -> groups.leave(group, connection));
            names = null;
        }
    }
}
