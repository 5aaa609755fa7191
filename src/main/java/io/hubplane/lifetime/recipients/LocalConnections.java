package io.hubplane.lifetime.recipients;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneSubscriber;
import io.hubplane.backplane.Scope;
import io.hubplane.concurrent.Stages;
import io.hubplane.connection.HubConnection;
import io.hubplane.protocol.HubProtocol;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A hub's open connections on this node, by id, group and user. Safe for any thread. */
public final class LocalConnections {
    private static final String ALL = "";

    private final Map<String, HubConnection> byId = new ConcurrentHashMap<>();
    private final SpokenProtocols spoken;
    private final ScopeTable all;
    private final ScopeTable groups;
    private final ScopeTable users;
    private volatile Predicate<String> kept = connectionId -> false;
    private volatile BiConsumer<String, @Nullable String> left = (connectionId, group) -> {};

    /**
     * Makes the table of a hub, which has no connections.
     *
     * @param hub the hub's name
     * @param protocols the protocols that connections may have
     * @param backplane where scopes with connections are subscribed
     * @param subscriber gets what comes for them
     */
    public LocalConnections(
            String hub, List<HubProtocol> protocols, Backplane backplane, BackplaneSubscriber subscriber) {
        spoken = new SpokenProtocols(protocols);
        all = new ScopeTable(name -> Scope.all(hub), backplane, subscriber);
        groups = new ScopeTable(name -> Scope.group(hub, name), backplane, subscriber);
        users = new ScopeTable(name -> Scope.user(hub, name), backplane, subscriber);
    }

    /** A connection; null if it is not here. */
    public @Nullable HubConnection find(String id) {
        return byId.get(id);
    }

    /** All connections that are here now. */
    public Collection<HubConnection> snapshot() {
        return List.copyOf(byId.values());
    }

    /** Adds a connection; completed when it receives other nodes' messages to all and to its user. */
    public CompletionStage<Void> add(HubConnection connection) {
        spoken.add(connection.protocol());
        byId.put(connection.id(), connection);
        CompletionStage<Void> ready = all.join(ALL, connection);
        Optional<String> user = connection.userIdentifier();
        return user.isEmpty() ? ready : Stages.both(ready, users.join(user.get(), connection));
    }

    /** Subscribes what a connection of a user, or of nobody, needs, before it comes here; completed when that is live. */
    public CompletionStage<Void> reserveUser(@Nullable String user) {
        CompletionStage<Void> ready = all.reserve(ALL);
        return user == null ? ready : Stages.both(ready, users.reserve(user));
    }

    /** Undoes one {@link #reserveUser}. */
    public void releaseUser(@Nullable String user) {
        all.release(ALL);
        if (user != null) {
            users.release(user);
        }
    }

    /** As {@link #reserveUser}, for a group. */
    public CompletionStage<Void> reserveGroup(String group) {
        return groups.reserve(group);
    }

    /** Undoes one {@link #reserveGroup}. */
    public void releaseGroup(String group) {
        groups.release(group);
    }

    /** Removes a connection from everything; takes time in proportion to its number of groups. */
    public void remove(HubConnection connection) {
        byId.remove(connection.id());
        connection.leaveAll(group -> groups.leave(group, connection));
        connection.userIdentifier().ifPresent(user -> users.leave(user, connection));
        all.leave(ALL, connection);
        spoken.remove(connection.protocol());
        left.accept(connection.id(), null);
    }

    /**
     * Encodes a message for all connections before any of them gets it.
     *
     * @throws IllegalArgumentException if a value in it cannot be encoded
     */
    public void encode(FanOut fanOut) {
        spoken.encode(fanOut);
    }

    /** Adds a connection to a group; completed when it receives what other nodes send to the group. */
    public CompletionStage<Void> join(HubConnection connection, String group) {
        return connection.join(group, name -> groups.join(name, connection));
    }

    /** Removes a connection from a group; a stranger changes nothing. */
    public void leave(HubConnection connection, String group) {
        connection.leave(group, name -> groups.leave(name, connection));
        left.accept(connection.id(), group);
    }

    /**
     * Sets what is done when a connection has left a group, or, without a group, has ended.
     *
     * @param action gets the connection's id and the group; must not block
     */
    public void whenLeft(BiConsumer<String, @Nullable String> action) {
        left = action;
    }

    /**
     * Sets what is done when a group gets its first member on this node, or has lost its last one.
     *
     * @param action gets the group, and whether it has a member now; must not block, nor use these connections
     */
    public void whenGroupChanges(BiConsumer<String, Boolean> action) {
        groups.whenChanged(action);
    }

    /** Sets which connections must stay on this node, by their ids; none at first. */
    public void keepHere(Predicate<String> which) {
        kept = which;
    }

    /** Whether a connection must stay on this node. */
    public boolean isKeptHere(String id) {
        return kept.test(id);
    }

    /** Queues a message for all connections. The caller must flush it, in any case: nothing else does. */
    public void deliverToAll(FanOut fanOut, Collection<String> excluded) {
        all.forEach(ALL, fanOut.except(excluded));
    }

    /** As {@link #deliverToAll}, for the connections of a group. */
    public void deliverToGroup(String group, FanOut fanOut, Collection<String> excluded) {
        groups.forEach(group, fanOut.except(excluded));
    }

    /** As {@link #deliverToAll}, for the connections of a user. */
    public void deliverToUser(String user, FanOut fanOut) {
        users.forEach(user, fanOut::deliver);
    }

    /** How many connections are here. */
    public int size() {
        return byId.size();
    }

    /** Looks at all connections, without a lock: whoever comes or goes meanwhile may be missed. */
    public void forEach(Consumer<HubConnection> action) {
        byId.values().forEach(action);
    }

    /** Looks at the connections in a group, in the same way. */
    public void forEachInGroup(String group, Consumer<HubConnection> action) {
        groups.forEach(group, action);
    }

    /** Looks at the connections of a user, in the same way. */
    public void forEachOfUser(String user, Consumer<HubConnection> action) {
        users.forEach(user, action);
    }

    /** Looks at the groups that have a connection here, and the number of their connections, in the same way. */
    public void forEachGroup(ObjIntConsumer<String> action) {
        groups.forEachScope(action);
    }

    /** Looks at the users that have a connection here, and the number of their connections, in the same way. */
    public void forEachUser(ObjIntConsumer<String> action) {
        users.forEachScope(action);
    }

    /** How many users have a connection here. */
    public int users() {
        return users.size();
    }

    /** How many groups have a connection here. */
    public int groups() {
        return groups.size();
    }

    /** How many scopes have a connection: all, groups and users. */
    public int scopes() {
        return all.size() + groups.size() + users.size();
    }

    /** How many questions the clients have not answered. */
    public int questions() {
        int questions = 0;
        for (HubConnection connection : byId.values()) {
            questions += connection.awaited().size();
        }
        return questions;
    }
}
