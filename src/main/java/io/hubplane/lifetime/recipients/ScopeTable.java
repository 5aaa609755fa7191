package io.hubplane.lifetime.recipients;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneSubscriber;
import io.hubplane.backplane.Scope;
import io.hubplane.connection.HubConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The members of all scopes of one kind, as far as they are connections of this node. A scope is subscribed while it
 * has a connection.
 *
 * <p>Safe for any thread. Changes of one scope come one after another, including its subscribing and unsubscribing, so
 * the backplane sees them in order. Fan-outs read without a lock.
 */
final class ScopeTable {
    private final ConcurrentHashMap<String, Members> scopes = new ConcurrentHashMap<>();
    private final Function<String, Scope> scopeOf;
    private final Backplane backplane;
    private final BackplaneSubscriber subscriber;
    private volatile BiConsumer<String, Boolean> changed = (name, occupied) -> {};

    ScopeTable(Function<String, Scope> scopeOf, Backplane backplane, BackplaneSubscriber subscriber) {
        this.scopeOf = scopeOf;
        this.backplane = backplane;
        this.subscriber = subscriber;
    }

    /**
     * Sets what is done when a scope gets its first connection, or has lost its last one.
     *
     * @param action gets the name, and whether the scope has a connection now; called for one change of a scope after
     *     another, and must neither block nor use this table
     */
    void whenChanged(BiConsumer<String, Boolean> action) {
        changed = action;
    }

    /** Adds a connection; completed when what other nodes send to the scope reaches it. Again changes nothing. */
    CompletionStage<Void> join(String name, HubConnection connection) {
        Members members = scopes.compute(name, (key, present) -> {
            Members result = subscribed(name, present);
            boolean first = result.connections.isEmpty();
            result.connections.add(connection);
            if (first) {
                changed.accept(name, true);
            }
            return result;
        });
        return members.live;
    }

    private Members subscribed(String name, @Nullable Members present) {
        Members result = present == null ? new Members() : present;
        if (result.live.toCompletableFuture().isCompletedExceptionally()) {
            result.live = backplane.subscribe(scopeOf.apply(name), subscriber);
        }
        return result;
    }

    /** Subscribes for a connection that is about to come; completed when what other nodes send comes here. */
    CompletionStage<Void> reserve(String name) {
        Members members = scopes.compute(name, (key, present) -> {
            Members result = subscribed(name, present);
            result.reserved++;
            return result;
        });
        return members.live;
    }

    /** Undoes one {@link #reserve}. */
    void release(String name) {
        scopes.computeIfPresent(name, (key, members) -> {
            members.reserved--;
            return unlessUnused(name, members);
        });
    }

    private @Nullable Members unlessUnused(String name, Members members) {
        if (members.reserved > 0 || !members.connections.isEmpty()) {
            return members;
        }
        backplane.unsubscribe(scopeOf.apply(name)); // fails only if it was never subscribed
        return null;
    }

    /** Removes a connection; a stranger changes nothing. */
    void leave(String name, HubConnection connection) {
        scopes.computeIfPresent(name, (key, members) -> {
            boolean had = !members.connections.isEmpty();
            members.connections.remove(connection);
            if (had && members.connections.isEmpty()) {
                changed.accept(name, false);
            }
            return unlessUnused(name, members);
        });
    }

    void forEach(String name, Consumer<HubConnection> action) {
        Members members = scopes.get(name);
        if (members != null) {
            members.connections.forEach(action);
        }
    }

    /** Each scope with the number of its connections. */
    void forEachScope(ObjIntConsumer<String> action) {
        scopes.forEach((name, members) -> action.accept(name, members.connections.size()));
    }

    int size() {
        return scopes.size();
    }

    private static final class Members {
        private static final CompletionStage<Void> NOT_SUBSCRIBED =
                CompletableFuture.failedStage(new IllegalStateException("not subscribed"));

        final ConnectionSet connections = new ConnectionSet();
        /** The next join replaces it if subscribing failed. */
        volatile CompletionStage<Void> live = NOT_SUBSCRIBED;
        /** For how many connections that are about to come it is subscribed; changed under the table's lock of the scope. */
        int reserved;
    }
}
